# Data sources with the argument names of that provider, and with attributes that only that provider has.
data "openai_groups" "all" {
  depends_on = [openai_group.example]
}

data "openai_organization_user_roles" "all" {
  user_id    = var.user_id
  depends_on = [openai_organization_user_role.example]
}

data "openai_file" "read" {
  file_id = openai_file.example.id
}

data "openai_batch" "read" {
  batch_id = openai_batch.example.id
}

data "openai_fine_tuning_job" "read" {
  fine_tuning_job_id = openai_fine_tuning_job.example.id
}

data "openai_model" "read" {
  model_id = "gpt-6-luna"
}

output "read" {
  value = {
    groups  = data.openai_groups.all.group_count
    id      = data.openai_organization_user_roles.all.id
    roles   = data.openai_organization_user_roles.all.role_assignments[*].role_name
    file    = data.openai_file.read.filename
    batch   = data.openai_batch.read.id
    trained = data.openai_fine_tuning_job.read.object
    model   = data.openai_model.read.object
    store   = openai_vector_store.example.object
  }
}
