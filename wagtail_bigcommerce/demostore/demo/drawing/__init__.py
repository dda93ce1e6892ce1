"""The illustrator's workshop: colours, a pen, surface patterns, stages and motifs."""
