"""CoNLL: newsreader's folders of layers, and the files of tokens and tags that other programs write."""
