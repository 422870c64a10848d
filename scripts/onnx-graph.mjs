// Writes ONNX graphs: protocol buffers, as far as they are needed for it.
function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    bytes.push(Number(rest & 127n) | (rest > 127n ? 128 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Buffer.from(bytes);
}
const int = (field, value) => Buffer.concat([varint(field * 8), varint(value)]);
const bytes = (field, value) => {
  const buffer = Buffer.isBuffer(value) ? value : Buffer.from(value);
  return Buffer.concat([varint(field * 8 + 2), varint(buffer.length), buffer]);
};
const float = (field, value) => {
  const buffer = Buffer.alloc(4);
  buffer.writeFloatLE(value);
  return Buffer.concat([varint(field * 8 + 5), buffer]);
};
const message = (...parts) => Buffer.concat(parts.flat());

export const types = { float: 1, uint8: 2, int8: 3, int64: 7 };

/** Builds a graph of the ONNX format (opset 17), node by node. */
export class Graph {
  nodes = [];
  weights = [];
  count = 0;

  weight(name, type, dims, data) {
    this.weights.push(
      bytes(
        5,
        message(
          dims.map((d) => int(1, d)),
          int(2, types[type]),
          bytes(8, name),
          bytes(9, Buffer.from(data.buffer)),
        ),
      ),
    );
    return name;
  }

  ints(...values) {
    this.count += 1;
    const data = BigInt64Array.from(values, BigInt);
    return this.weight(`ints${this.count}`, 'int64', [values.length], data);
  }

  ops(type, inputs, attributes = {}, outputCount = 1, name = undefined) {
    this.count += 1;
    const outputs = Array.from(
      { length: outputCount },
      (_, i) => name ?? `${type}${this.count}_${i}`,
    );
    const encoded = Object.entries(attributes).map(([key, value]) => {
      if (Array.isArray(value)) {
        return bytes(
          5,
          message(
            bytes(1, key),
            value.map((v) => int(8, v)),
            int(20, 7),
          ),
        );
      }
      const isFloat = !Number.isInteger(value);
      const encodedValue = isFloat ? [float(2, value), int(20, 1)] : [int(3, value), int(20, 2)];
      return bytes(5, message(bytes(1, key), encodedValue));
    });
    this.nodes.push(
      bytes(
        1,
        message(
          inputs.map((input) => bytes(1, input)),
          outputs.map((output) => bytes(2, output)),
          bytes(4, type),
          encoded,
        ),
      ),
    );
    return outputs;
  }

  op(type, inputs, attributes, name) {
    return this.ops(type, inputs, attributes, 1, name)[0];
  }

  /**
   * @param {string} name
   * @param {{ inputs: Buffer[], outputs: Buffer[] }} ends made by {@link tensorInfo}
   * @returns {Buffer} the file
   */
  model(name, { inputs, outputs }) {
    const graph = message(
      this.nodes,
      bytes(2, name),
      this.weights,
      inputs.map((info) => bytes(11, info)),
      outputs.map((info) => bytes(12, info)),
    );
    return message(int(1, 8), bytes(7, graph), bytes(8, message(bytes(1, ''), int(2, 17))));
  }
}

/** @param {(number | string)[]} dims names where a length is free */
export function tensorInfo(name, type, dims) {
  const shape = dims.map((d) => bytes(1, typeof d === 'string' ? bytes(2, d) : int(1, d)));
  const tensor = message(int(1, types[type]), bytes(2, message(shape)));
  return message(bytes(1, name), bytes(2, bytes(1, tensor)));
}
