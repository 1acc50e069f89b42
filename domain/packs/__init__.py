"""Rule packs that are shipped, as data (规则包)."""
