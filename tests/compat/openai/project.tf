resource "openai_project" "example" {
  name = "Example"
}

output "project" {
  value = [openai_project.example.project_id, openai_project.example.status]
}
