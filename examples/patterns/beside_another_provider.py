"""Objects of OpenAI beside resources of another provider, which get their ids and their keys.

Here the other provider is the one that is part of Terraform, with `terraform_data`. A resource of AWS, Google or Kubernetes is used
in the same way, with the constructs of its CDK provider. `CommandSink` passes the key to a command, such as the command line of a
secret store, in an environment variable.
"""

from cdktf import App, DataResource, TerraformStack

from openai_cdktf import OpenaiProvider
from openai_cdktf.patterns import CommandSink, ServiceIdentity, Team

app = App()
stack = TerraformStack(app, "beside-another-provider")
OpenaiProvider(stack, "openai")

team = Team(stack, "shop", members={"ada@example.com": "owner"})
DataResource(stack, "settings", input={"OPENAI_PROJECT_ID": team.project_id})

shop = ServiceIdentity(team, "shop")
shop.deliver_key_to(CommandSink(command='test -n "$OPENAI_API_KEY"'))

app.synth()
