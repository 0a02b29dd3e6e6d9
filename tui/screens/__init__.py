"""The screens: what is composed of widgets, and what happens when they speak."""
