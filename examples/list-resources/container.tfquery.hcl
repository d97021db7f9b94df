list "openai_container" "all" {
  provider = openai

  config {
    name = "scratch"
  }
}
