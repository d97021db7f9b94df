// The Node side of the constructs: subclasses of the CDK's classes that store the arguments of a block in Node.
//
// During the synthesis, the CDK reads the arguments of each element twice. A call to Python would take longer than
// everything else for a construct. So Python sends the arguments once, at the creation and at each change.
//
// Python checks the arguments. `make generate` packs this file into a jsii module for each CDK, together with a
// `package.json` that contains the name of the CDK.

"use strict";

const fs = require("fs");
const path = require("path");

const name = require("./package.json").cdk;
const cdk = require(name);

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

const shownLine = ([file, number]) => {
  const relative = path.relative(process.cwd(), file);
  return `The line is ${relative.startsWith("..") ? file : relative.replaceAll(path.sep, "/")}:${number}.`;
};

// The stacks whose elements the CDK resolves before the synthesis, to find references to other stacks. This takes as long as a
// third of the synthesis, and finds nothing in a block without tokens.
const preparing = new WeakSet();

const markPreparation = (stack) => {
  const prepareStack = stack.prepareStack;
  stack.prepareStack = () => {
    preparing.add(stack);
    try {
      prepareStack.call(stack);
    } finally {
      preparing.delete(stack);
    }
  };
};

// A token in JSON: a text such as "${TfToken[TOKEN.1]}", or a huge number such as -8.1e+298.
const TOKEN = /TfToken\[|e\+\d{3}/;

const META_ARGUMENTS = ["connection", "count", "dependsOn", "forEach", "lifecycle", "provider", "provisioners"];

const knownStacks = new WeakSet();

const isOfOurProvider = (element) => element.terraformGeneratorMetadata?.providerName === "openai";

// The CDK itself only names the provider.
const missingProvider = (stack) => {
  const all = stack.node.findAll();
  const users = all.filter((one) => one.origin && !cdk.TerraformProvider.isTerraformProvider(one));
  if (!users.length || all.some((one) => cdk.TerraformProvider.isTerraformProvider(one) && isOfOurProvider(one))) {
    return [];
  }
  const others = users.length > 1 ? ` and ${users.length - 1} other construct${users.length > 2 ? "s" : ""}` : "";
  const [kind, ...line] = users[0].origin;
  return [
    `${kind} "${users[0].node.path}"${others}: the stack has no OpenaiProvider. ` +
      `Create one in the stack: OpenaiProvider(stack, "openai"). ${shownLine(line)}`,
  ];
};

// The values that `stack.add_override` sets in the block of an element, or undefined.
const overriddenBlock = (element, overrides) => {
  const type = element.terraformResourceType;
  if (cdk.TerraformProvider.isTerraformProvider(element)) {
    const all = element.cdktfStack.node.findAll();
    const position = all.filter(cdk.TerraformProvider.isTerraformProvider).filter((one) => one.terraformResourceType === type);
    return isPlain(overrides.provider?.[type]) ? overrides.provider[type][position.indexOf(element)] : undefined;
  }
  const [block, name] = type.includes(".")
    ? type.split(".")
    : [element instanceof cdk.TerraformDataSource ? "data" : element instanceof cdk.TerraformResource ? "resource" : "ephemeral", type];
  return overrides[block]?.[name]?.[element.friendlyUniqueId];
};

const holdingArguments = (Base) =>
  class extends Base {
    #attributes;
    #writeOnly;
    #canContainTokens;
    origin; // The name of the class in Python, and the file and the number of the line that has created the construct.

    // `plain` is a JSON text. jsii would check each value of an object, which takes longer than everything else here.
    constructor(scope, id, plain, attributes, config) {
      const { type, attributes: known, writeOnly, metadata, origin } = JSON.parse(plain);
      super(scope, id, { terraformGeneratorMetadata: metadata, ...config, terraformResourceType: type });
      this.#attributes = { ...known, ...attributes };
      this.#writeOnly = writeOnly;
      this.#canContainTokens = attributes !== undefined || config !== undefined || TOKEN.test(plain);
      this.origin = origin;
      const stack = this.cdktfStack;
      if (!knownStacks.has(stack)) {
        knownStacks.add(stack);
        markPreparation(stack);
        stack.node.addValidation({ validate: () => missingProvider(stack) });
      }
    }

    setAttribute(name, value) {
      this.#attributes[name] = value;
      this.#canContainTokens = true;
    }

    expectTokens() {
      this.#canContainTokens = true;
    }

    // Whether the CDK resolves this block only to find tokens, and the block has none. In cdktn, this also finds write-only
    // arguments. A class of the user in Python can override methods that return the block.
    get isSkipped() {
      return (
        preparing.has(this.cdktfStack) &&
        !this.#canContainTokens &&
        !this.#writeOnly.length &&
        !Object.keys(this.rawOverrides).length &&
        META_ARGUMENTS.every((name) => this[name] === undefined) &&
        !["toTerraform", "synthesizeAttributes"].some((method) => Object.hasOwn(this, method))
      );
    }

    // Return the elements of the complete tree for which there are values of `stack.add_override`.
    overriddenByStacks() {
      const stacks = this.node.root.node.findAll().filter(cdk.TerraformStack.isStack);
      return stacks
        .filter((stack) => Object.keys(stack.rawOverrides).length)
        .flatMap((stack) => stack.node.findAll().filter((one) => one.origin && one.cdktfStack === stack))
        .filter((one) => isPlain(overriddenBlock(one, one.cdktfStack.rawOverrides)));
    }

    stackOverrides() {
      const block = overriddenBlock(this, this.cdktfStack.rawOverrides);
      return JSON.stringify(block, (_, value) => (value === undefined ? null : value));
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

// The number of letters that differ.
const distance = (one, other) => {
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length];
};

// The end of a sentence about an unknown name: the most similar name, or the valid names.
const advice = (name, known) => {
  const [nearest] = [...known].sort((one, other) => distance(name, one) - distance(name, other));
  if (nearest !== undefined && distance(name, nearest) <= Math.max(name.length, nearest.length) * 0.4) {
    return `: did you mean "${nearest}"?`;
  }
  const shown = known.slice(0, 5).map((one) => `"${one}"`);
  return known.length ? `, only ${shown.join(", ")}${known.length > 5 ? " …" : ""}.` : ".";
};

// The addresses of the resources that the stack writes, except those that move away.
const resourcesOf = (stack) => [
  ...stack.node
    .findAll()
    .filter((one) => cdk.TerraformResource.isTerraformResource(one) && !one._hasMoved)
    .map((one) => `${one.terraformResourceType}.${one.friendlyUniqueId}`),
  ...Object.entries(stack.rawOverrides.resource ?? {}).flatMap(([type, named]) =>
    Object.keys(named ?? {}).map((one) => `${type}.${one}`),
  ),
];

// What is wrong with a move or an import is known only when all resources exist. The CDK does not check some of it.
exports.Resource = class Resource extends holdingArguments(cdk.TerraformResource) {
  #transfer;

  toTerraform() {
    return this.isSkipped ? {} : super.toTerraform();
  }

  // Called before the method of the CDK. `plain` is the name of the method, its argument, and the line of the program.
  checkTransfer(plain) {
    this.expectTokens();
    const transfer = JSON.parse(plain);
    if (transfer.method === "move_to") {
      this.#transfer = transfer;
      this.#checkTarget(transfer, true);
    } else {
      const check = { move_to_id: this.#goal, move_from_id: this.#source, import_from: this.#instances }[transfer.method];
      this.node.addValidation({ validate: () => check.call(this, transfer) });
    }
  }

  _getResourceTarget(target) {
    this.#checkTarget(this.#transfer, false);
    return super._getResourceTarget(target);
  }

  #fault({ method, line }, text) {
    return `${this.origin[0]} "${this.node.path}".${method}: ${text}${line ? ` ${shownLine(line)}` : ""}`;
  }

  #checkTarget(transfer, canComeLater) {
    const targets = this.cdktfStack.moveTargets;
    const known = targets.prettyPrintEntries().split("\n").filter(Boolean);
    const names = known.map((one) => one.slice(0, one.lastIndexOf(": ")));
    const name = transfer.argument;
    if (!names.includes(name)) {
      if (canComeLater) {
        return;
      }
      const text = `no resource of the stack has the target "${name}"${advice(name, names)} `;
      throw new Error(this.#fault(transfer, `${text}The new resource needs add_move_target("${name}").`));
    }
    const type = targets.getResourceByTarget(name).terraformResourceType;
    if (type !== this.terraformResourceType) {
      throw new Error(
        this.#fault(canComeLater ? { method: transfer.method } : transfer, `the target "${name}" is a resource of the type ${type}, not ${this.terraformResourceType}.`),
      );
    }
  }

  #goal(transfer) {
    const [address] = transfer.argument.split("[");
    const known = resourcesOf(this.cdktfStack);
    if (address.startsWith("module.") || known.includes(address)) {
      return [];
    }
    const similar = known.filter((one) => one.startsWith(`${this.terraformResourceType}.`));
    const text = `the stack has no resource "${address}"${advice(address, similar)}`;
    return [this.#fault(transfer, `${text} Terraform would destroy the object.`)];
  }

  #source(transfer) {
    return resourcesOf(this.cdktfStack).includes(transfer.argument)
      ? [this.#fault(transfer, `"${transfer.argument}" is still a resource of the stack. Remove it.`)]
      : [];
  }

  #instances(transfer) {
    const several = this.count !== undefined ? "count" : this.forEach ? "for_each" : "";
    const text =
      `the resource has ${several}, and Terraform imports single instances. Write the import into the stack: ` +
      `stack.add_override("import", [{"to": '${this.terraformResourceType}.${this.friendlyUniqueId}[…]', "id": …}]).`;
    return several ? [this.#fault(transfer, text)] : [];
  }
};

exports.DataSource = class DataSource extends holdingArguments(cdk.TerraformDataSource) {
  toTerraform() {
    return this.isSkipped ? {} : super.toTerraform();
  }
};

// The symbol under which both CDKs look for what an element writes itself, as their `TerraformAsset` does.
const customSynthesis = Symbol.for("cdktf/customSynthesis");

const folderOf = (stack, session) => path.join(session.outdir, session.manifest.forStack(stack).workingDirectory);

const ENDING = ".tfquery.json";

// The comment in the file of a query. It distinguishes the file from files of users.
const comment = (query) => `openai-cdktf writes this file for the query ${query}, and deletes it if the program no longer has this query.`;

const isOwnFile = (folder, file) => {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, file), "utf8"))["//"] === comment(path.basename(file, ENDING));
  } catch {
    return false;
  }
};

// Every stack with queries has a provider, also after its last query was removed.
const deleteFilesOfFormerQueries = (stack, session) => {
  const folder = folderOf(stack, session);
  const queries = stack.node.findAll().filter((one) => one instanceof exports.Query);
  const current = new Set(queries.map((one) => one.friendlyUniqueId + ENDING));
  for (const file of fs.readdirSync(folder)) {
    if (file.endsWith(ENDING) && !current.has(file) && isOwnFile(folder, file)) {
      fs.unlinkSync(path.join(folder, file));
    }
  }
};

exports.Provider = class Provider extends holdingArguments(cdk.TerraformProvider) {
  #alias;

  get [customSynthesis]() {
    return { onSynthesize: (session) => deleteFilesOfFormerQueries(this.cdktfStack, session) };
  }

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

// Blocks that a CDK does not support. Its class for managed resources renders references, meta-arguments, overrides and metadata
// correctly. Only the address and the place in the JSON differ.
const inPlaceOfManaged = (block, blocks) =>
  class extends holdingArguments(cdk.TerraformResource) {
    constructor(scope, id, plain, attributes, config) {
      const own = JSON.parse(plain);
      super(scope, id, JSON.stringify({ ...own, type: `${block}.${own.type}` }), attributes, config);
    }

    toTerraform() {
      const [[address, bodies]] = Object.entries(super.toTerraform().resource);
      return { [block]: { [address.slice(`${block}.`.length)]: bodies } };
    }

    toHclTerraform() {
      throw new Error(
        `${name} cannot write ${blocks} as HCL. Synthesize JSON (without --hcl)` +
          (block === "ephemeral" ? ", or use cdktn" : ""),
      );
    }
  };

exports.EphemeralResource = cdk.TerraformEphemeralResource
  ? class EphemeralResource extends holdingArguments(cdk.TerraformEphemeralResource) {}
  : class EphemeralResource extends inPlaceOfManaged("ephemeral", "ephemeral resources") {};

// Neither CDK knows actions.
exports.Action = class Action extends inPlaceOfManaged("action", "actions") {
  synthesizeAttributes() {
    return { config: super.synthesizeAttributes() };
  }
};

// Neither CDK knows list blocks. Terraform refuses them in a configuration, and reads them from files beside it.
exports.Query = class Query extends inPlaceOfManaged("list", "queries") {
  get [customSynthesis]() {
    return { onSynthesize: (session) => this.#write(session) };
  }

  // Not a part of the stack's code, in JSON or HCL. The CDK calls this first to find references to other stacks.
  toTerraform() {
    this.#resolved(this.#block(), true);
    return {};
  }

  toHclTerraform() {
    return {};
  }

  toMetadata() {
    return {};
  }

  synthesizeAttributes() {
    const { limit, include_resource, ...config } = super.synthesizeAttributes();
    return { limit, include_resource, ...(Object.keys(config).length ? { config } : {}) };
  }

  #block() {
    const [[type, blocks]] = Object.entries(super.toTerraform().list);
    const { "//": metadata, ...block } = blocks[this.friendlyUniqueId];
    return [type, { provider: type.split("_")[0], ...block }];
  }

  #resolved(value, preparing) {
    const resolver = new cdk.DefaultTokenResolver(new cdk.StringConcat());
    return cdk.Tokenization.resolve(value, { scope: this, resolver, preparing });
  }

  #write(session) {
    const stack = this.cdktfStack;
    const list = {};
    // With overridden names, queries of different types can have the same name.
    for (const query of stack.node.findAll().filter((one) => one instanceof Query)) {
      if (query.friendlyUniqueId === this.friendlyUniqueId) {
        const [type, block] = query.#block();
        list[type] = { [this.friendlyUniqueId]: block };
      }
    }
    const file = path.join(folderOf(stack, session), this.friendlyUniqueId + ENDING);
    const content = { "//": comment(this.friendlyUniqueId), ...this.#resolved({ list }, false) };
    fs.writeFileSync(file, JSON.stringify(content, null, 2) + "\n");
  }
};
