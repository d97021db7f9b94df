# Data sources with attributes that only that provider has.
data "openai_project_spend_alerts" "all" {
  project_id = openai_project.example.id
  depends_on = [openai_project_spend_alert.example]
}

data "openai_project_groups" "all" {
  project_id = openai_project.example.id
  depends_on = [openai_project_group.example]
}

data "openai_role" "one" {
  role_id = openai_role.example.id
}

output "answers" {
  value = {
    alert   = jsondecode(data.openai_project_spend_alerts.all.response_json).data[0].id
    channel = data.openai_project_spend_alerts.all.spend_alerts[0].notification_channel_type
    group   = data.openai_project_groups.all.groups[0].project_id
    role    = jsondecode(data.openai_role.one.response_json).name
    id      = data.openai_project_groups.all.id
  }
}
