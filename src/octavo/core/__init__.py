"""Pure: values in, values out. No I/O, no clock, no logging, no Django; decisions return intents with reasons."""
