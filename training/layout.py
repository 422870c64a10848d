"""The files around the weights, in the layout of a Hugging Face CLIP model."""

import hashlib
import json
from pathlib import Path

from .features import MAX_TOKENS
from .image_tower import ImageVariant
from .pixels import PIXEL_MEAN, PIXEL_STD

NAME, VERSION, WIDTH = "compact-clip", "1.1.1", 384
# dtype name -> ending of the file, as transformers.js has them.
SUFFIXES = {"fp32": "", "fp16": "_fp16", "q8": "_quantized"}
TEXT_DTYPES, VISION_DTYPES = ("fp32", "q8"), ("fp32", "q8")
DEVICE_DTYPES = {
    "wasm": {"text": "q8", "vision": "q8"},
    "webgpu": {"text": "fp32", "vision": "fp32"},
}


def model_path(tower: str, dtype: str) -> str:
    """tower "text" or "vision" -> the file's path inside the model folder."""
    return f"onnx/{tower}_model{SUFFIXES[dtype]}.onnx"


def write_json(path: Path, value) -> None:
    """Indented; lists of numbers stay on one line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf8")


def write_settings(out: Path, tokenizer: dict, variant: ImageVariant, logit_scale: float) -> None:
    """config, preprocessor and tokenizer files."""
    write_json(out / "config.json", {
        "model_type": "clip",
        "architectures": ["CLIPModel"],
        "projection_dim": WIDTH,
        # ln of the factor on cosines, learned with the head: CLIP's parameter of this name.
        "logit_scale": round(logit_scale, 5),
        "logit_scale_init_value": round(logit_scale, 5),
        "text_config": {
            "model_type": "clip_text_model", "hidden_size": 384, "intermediate_size": 1536,
            "num_hidden_layers": 6, "num_attention_heads": 12, "vocab_size": 30522,
            "max_position_embeddings": 512, "projection_dim": WIDTH, "pad_token_id": 0,
        },
        "vision_config": {
            "model_type": "clip_vision_model", "image_size": variant.size, "num_channels": 3,
            "hidden_size": 1280, "patch_size": 32, "projection_dim": WIDTH,
        },
    })
    write_json(out / "preprocessor_config.json", {
        "image_processor_type": "CLIPImageProcessor",
        "processor_class": "CLIPProcessor",
        "do_convert_rgb": True,
        "do_resize": True, "resample": 3,
        "size": {"height": variant.size, "width": variant.size},
        "do_center_crop": False,
        "do_rescale": True, "rescale_factor": 1 / 255,
        "do_normalize": True,
        "image_mean": [PIXEL_MEAN / 255] * 3, "image_std": [PIXEL_STD / 255] * 3,
    })
    write_json(out / "tokenizer_config.json", {
        "tokenizer_class": "BertTokenizer", "do_lower_case": True, "do_basic_tokenize": True,
        "tokenize_chinese_chars": True, "strip_accents": None, "model_max_length": MAX_TOKENS,
        "unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": "[PAD]",
        "cls_token": "[CLS]", "mask_token": "[MASK]", "clean_up_tokenization_spaces": True,
    })
    (out / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf8"
    )


def write_manifest(out: Path) -> None:
    """Size and SHA-256 of every file but the manifest itself."""
    files = sorted(p for p in out.rglob("*") if p.is_file() and p.name != "manifest.json")
    write_json(out / "manifest.json", {
        "name": NAME, "version": VERSION, "dims": WIDTH,
        "files": [
            {
                "path": p.relative_to(out).as_posix(),
                "bytes": p.stat().st_size,
                "sha256": hashlib.sha256(p.read_bytes()).hexdigest(),
            }
            for p in files
        ],
        "variants": DEVICE_DTYPES,
    })
