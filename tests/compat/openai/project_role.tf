resource "openai_project_role" "example" {
  project_id  = openai_project.example.project_id
  role_name   = "File keeper"
  permissions = ["api.files.write", "api.files.read"]
}
