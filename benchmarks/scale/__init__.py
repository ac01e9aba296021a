"""How far transync goes: measured costs of one more document and language, and a model of many."""
