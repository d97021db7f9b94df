resource "openai_project_hosted_tool_permissions" "example" {
  project_id               = openai_project.example.project_id
  code_interpreter_enabled = false
  file_search_enabled      = true
  image_generation_enabled = false
  mcp_enabled              = true
  web_search_enabled       = false
}
