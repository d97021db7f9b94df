resource "openai_project_data_retention" "example" {
  project_id = openai_project.example.project_id
  type       = "zero_data_retention"
}
