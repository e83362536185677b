{
  "algorithm": "Ed25519",
  "key_id": "demo-6150f63f1ca45706",
  "signature": "C0+J10HrSx+sMpj/SCiWCoRQ35vG3i1ysg18NVffyt7G0LK6TNZvY7iCTkEBLMlkfXYWjRjE7dubneNQFK9YBg=="
}
