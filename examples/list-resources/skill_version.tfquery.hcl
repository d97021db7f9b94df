list "openai_skill_version" "all" {
  provider = openai

  config {
    skill_id = "skill_abc123"
  }
}
