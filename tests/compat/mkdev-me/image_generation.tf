resource "openai_image_generation" "example" {
  prompt = "A lighthouse"
  model  = "gpt-image-1"
  size   = "1024x1024"
  n      = 1
}
