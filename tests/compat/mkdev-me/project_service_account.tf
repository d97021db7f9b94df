resource "openai_project_service_account" "example" {
  project_id = openai_project.example.id
  name       = "ci"
}
