"""Rules for values of a configuration. Each returns a sentence about what is wrong. They send no requests and import little.

The provider applies them during validation, and the constructs at the line that sets the value. The constructs do not import the
provider, so `make generate` copies these modules into ``openai_cdktf/_rules``. They may import the standard library and each
other. A rule with other dependencies stays in the provider.
"""
