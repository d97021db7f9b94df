resource "openai_project_role" "example" {
  project_id  = openai_project.example.id
  name        = "File keeper"
  permissions = ["api.files.write", "api.files.read"]
}
