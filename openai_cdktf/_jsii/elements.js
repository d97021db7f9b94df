// The Node side of the constructs: subclasses of the CDK's classes that store the arguments of a block in Node.
//
// During the synthesis, the CDK reads the arguments of each element twice. A call to Python would take longer than
// everything else for a construct. So Python sends the arguments once, at the creation and at each change.
//
// Python checks the arguments. `make generate` packs this file into a jsii module for each CDK, together with a
// `package.json` that contains the name of the CDK.

"use strict";

const cdk = require(require("./package.json").cdk);

const isPlain = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !cdk.Tokenization.isResolvable(value);

// The CDK merges overrides into the arguments. It copies objects before, but not objects in lists.
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
      // cdktn reports an error if Terraform is too old for write-only arguments. cdktf does not support them.
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
    this.#alias = value; // the CDK's property does not store the value
  }

  toTerraform() {
    const code = super.toTerraform();
    const [block] = code.provider[this.terraformResourceType];
    // The CDK converts all keys to snake_case, even the names of HTTP headers.
    for (const [name, value] of Object.entries(this.synthesizeAttributes())) {
      const overrides = name in this.rawOverrides ? this.rawOverrides[name] : {};
      if (isPlain(value) && isPlain(overrides)) {
        block[name] = { ...value, ...overrides };
      }
    }
    return code;
  }
};

// cdktf has no class for ephemeral resources. Its class for managed resources renders references, meta-arguments, overrides
// and metadata correctly. Only the address and the place in the JSON differ.
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
      "cdktf cannot write ephemeral resources as HCL. " +
        "Synthesize JSON (without --hcl), or use cdktn",
    );
  }
}

exports.EphemeralResource = cdk.TerraformEphemeralResource
  ? class EphemeralResource extends holdingArguments(cdk.TerraformEphemeralResource) {}
  : class EphemeralResource extends EphemeralOfManaged {};
