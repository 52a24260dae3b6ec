"""The year after: leads are asked how their plan goes, kindly and at the right time, until it is done."""
