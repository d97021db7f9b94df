resource "openai_project_model_permissions" "example" {
  project_id = openai_project.example.project_id
  mode       = "allow_list"
  model_ids  = ["gpt-4o-mini", "gpt-4o"]
}
