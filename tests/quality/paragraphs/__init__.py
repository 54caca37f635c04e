"""Plans put together from paragraphs of many voices, each on one theme: how themes are known without headings."""
