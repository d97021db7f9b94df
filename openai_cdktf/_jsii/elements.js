// The Node side of the constructs: the CDK's own classes, with the arguments of a block held where the CDK asks for them.
//
// The CDK asks each element twice for its arguments when it synthesizes. Each question to Python would take longer than
// all else that is done for a construct, so they are told once, when it is made, and whenever one is changed.
//
// This file must not know any particular object, nor decide what is valid: Python does. It is packed into one jsii
// module for each CDK by `make generate`, together with its `package.json`, which names the CDK.

"use strict";

const cdk = require(require("./package.json").cdk);

const isPlain = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !cdk.Tokenization.isResolvable(value);

// The CDK merges overrides into what it is given. It copies objects before, but not those in lists.
const copied = (value) => {
  if (Array.isArray(value)) {
    return value.map(copied);
  }
  return isPlain(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copied(item)]))
    : value;
};

const holdingArguments = (Base) =>
  class extends Base {
    #attributes;
    #writeOnly;

    constructor(scope, id, config, attributes, writeOnly) {
      super(scope, id, config);
      this.#attributes = attributes;
      this.#writeOnly = writeOnly;
    }

    setAttribute(name, value) {
      this.#attributes[name] = value;
    }

    removeAttribute(name) {
      delete this.#attributes[name];
    }

    synthesizeAttributes() {
      const attributes = copied(this.#attributes);
      // cdktn tells users whose Terraform is too old for write-only arguments; cdktf does not know of them.
      if (this.markWriteOnlyAttribute) {
        for (const name of this.#writeOnly) {
          attributes[name] = this.markWriteOnlyAttribute(attributes[name]);
        }
      }
      return attributes;
    }
  };

exports.Resource = class Resource extends holdingArguments(cdk.TerraformResource) {};

exports.DataSource = class DataSource extends holdingArguments(cdk.TerraformDataSource) {};

exports.Provider = class Provider extends holdingArguments(cdk.TerraformProvider) {
  #alias;

  get alias() {
    return this.#alias;
  }

  set alias(value) {
    this.#alias = value; // the CDK's own property stores nothing
  }

  toTerraform() {
    const code = super.toTerraform();
    const [block] = code.provider[this.terraformResourceType];
    // The CDK has written all keys in snake_case, be they names of HTTP headers.
    for (const [name, value] of Object.entries(this.synthesizeAttributes())) {
      const overrides = name in this.rawOverrides ? this.rawOverrides[name] : {};
      if (isPlain(value) && isPlain(overrides)) {
        block[name] = { ...value, ...overrides };
      }
    }
    return code;
  }
};

// Of the classes of cdktf, which knows no ephemeral resources, the managed resource renders references, meta-arguments,
// overrides and metadata as they must be; only the address and the place in the JSON are others.
class EphemeralOfManaged extends holdingArguments(cdk.TerraformResource) {
  constructor(scope, id, config, attributes, writeOnly) {
    const terraformResourceType = `ephemeral.${config.terraformResourceType}`;
    super(scope, id, { ...config, terraformResourceType }, attributes, writeOnly);
  }

  toTerraform() {
    const [[address, blocks]] = Object.entries(super.toTerraform().resource);
    return { ephemeral: { [address.slice("ephemeral.".length)]: blocks } };
  }

  toHclTerraform() {
    throw new Error(
      "cdktf cannot write ephemeral resources in Terraform's own language. " +
        "Synthesize JSON (without --hcl), or use cdktn",
    );
  }
}

exports.EphemeralResource = cdk.TerraformEphemeralResource
  ? class EphemeralResource extends holdingArguments(cdk.TerraformEphemeralResource) {}
  : class EphemeralResource extends EphemeralOfManaged {};
