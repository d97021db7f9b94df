"""Rules about values that a configuration gives: what is wrong with one, in a sentence. They ask nobody and load next to nothing.

The provider applies them when it validates, and the constructs at the line that makes the value. The constructs must not know
the provider, so `make generate` copies these modules into ``openai_cdktf/_rules``. They may import the standard library, and
each other. A rule that depends on anything else stays with the provider.
"""
