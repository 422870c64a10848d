import {
  AutoModelForCausalLM,
  AutoTokenizer,
  InterruptableStoppingCriteria,
  LogitsProcessor,
  LogitsProcessorList,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type Tensor,
  TextStreamer,
} from '@huggingface/transformers';
import type { Device, WeightPrecision } from '../../core';
import type { GenerateOptions, Prompt } from '../generator';
import { answerTokens } from '../prompt';
import { withoutThoughts } from './thoughts';

export interface LocalModelOptions {
  /** Under which the runtime asks for its files. */
  name: string;
  graph: string;
  /** Files beside the graph that hold its weights. */
  dataFiles: number;
  device: Device;
  precision: WeightPrecision;
  contextTokens: number;
  /** In a file of its own in newer folders, which the tokenizer does not read. */
  chatTemplate: string | undefined;
}

type Message = { role: 'system' | 'user'; content: string };

/** A causal language model on onnxruntime, for the worker it has to itself. */
export class LocalModel {
  private constructor(
    private readonly tokenizer: PreTrainedTokenizer,
    private readonly model: PreTrainedModel,
    private readonly options: LocalModelOptions,
  ) {
    const forward = model.forward.bind(model);
    model.forward = async (inputs: unknown) => {
      // Steps on WASM give way to nothing, and the message to stop would not be heard.
      await new Promise((resolve) => setTimeout(resolve));
      return forward(inputs);
    };
  }

  static async load(options: LocalModelOptions): Promise<LocalModel> {
    const local = { local_files_only: true };
    const tokenizer = await AutoTokenizer.from_pretrained(options.name, local);
    const model = await AutoModelForCausalLM.from_pretrained(options.name, {
      ...local,
      device: options.device,
      dtype: options.precision,
      model_file_name: options.graph,
      use_external_data_format: options.dataFiles,
    });
    return new LocalModel(tokenizer, model, options);
  }

  /** Word pieces of each text. */
  countTokens(texts: string[]): number[] {
    return texts.map((text) => this.tokenizer.encode(text, { add_special_tokens: false }).length);
  }

  /**
   * @param maxNewTokens what is written at most
   * @throws {RangeError} where prompt and answer exceed what the model can read
   * @throws {DOMException} AbortError
   * @throws {Error} where the model computes undefined numbers
   */
  async generate(
    prompt: Prompt,
    { signal, onText }: GenerateOptions,
    maxNewTokens = answerTokens,
  ): Promise<string> {
    signal.throwIfAborted();
    const inputs = this.encode(prompt);
    const length = inputs.input_ids.dims.at(-1) ?? 0;
    const { contextTokens } = this.options;
    if (length + maxNewTokens > contextTokens) {
      throw new RangeError(
        `the question with its sources takes ${length} tokens and the answer up to ${maxNewTokens}, but the model can read ${contextTokens}`,
      );
    }
    let text = '';
    let tokens = 0;
    const streamer = new TextStreamer(this.tokenizer, {
      skip_prompt: true,
      token_callback_function: () => {
        tokens += 1;
      },
      callback_function: (piece: string) => {
        text += piece;
        onText(withoutThoughts(text), tokens);
      },
    });
    const stop = new InterruptableStoppingCriteria();
    signal.addEventListener('abort', () => stop.interrupt(), { once: true });
    const checks = new LogitsProcessorList();
    checks.push(new RefuseUndefined());
    await this.model.generate({
      ...inputs,
      max_new_tokens: maxNewTokens,
      // Models are quoting here, not inventing.
      do_sample: false,
      logits_processor: checks,
      stopping_criteria: stop,
      streamer,
    } as never);
    signal.throwIfAborted();
    return withoutThoughts(text);
  }

  private encode({ system, user }: Prompt): { input_ids: Tensor; attention_mask: Tensor } {
    const template = this.options.chatTemplate ?? this.tokenizer.chat_template;
    // A model that was not trained to converse goes on with what it is given.
    if (!template) return this.tokenizer(`${system}\n\n${user}\n\nAnswer:`) as never;
    const apply = (messages: Message[]) =>
      this.tokenizer.apply_chat_template(messages, {
        add_generation_prompt: true,
        return_dict: true,
        ...(this.options.chatTemplate && { chat_template: this.options.chatTemplate }),
        // Known to the templates of models that think at length before they answer.
        enable_thinking: false,
      } as never) as never;
    try {
      return apply([
        { role: 'system', content: system },
        { role: 'user', content: user },
      ]);
    } catch {
      // Some templates know of no system message and say so.
      return apply([{ role: 'user', content: `${system}\n\n${user}` }]);
    }
  }
}

/** Half precision overflows on some graphics cards; what follows is gibberish. */
class RefuseUndefined extends LogitsProcessor {
  override _call(_ids: bigint[][], logits: Tensor): Tensor {
    if ((logits.data as Float32Array).some(Number.isNaN)) {
      throw new Error('the model computes undefined numbers on this device');
    }
    return logits;
  }
}
