"""From raw gold to `reader.onnx`: data, network, training, export, scores."""
