{
  "algorithm": "Ed25519",
  "key_id": "demo-6150f63f1ca45706",
  "signature": "OXhvHlyxbuKTkd+WZfuZwCMB+j6lkjTPntlqT+HVAoGpmkUsMDK1HOuYFT3kE1DGC8rpiy6GZpAgleRHOOZVBg=="
}
