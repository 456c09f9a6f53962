"""Law as data: sources, articles, grounds, categories, divisions, deadlines, each dated and sourced."""
