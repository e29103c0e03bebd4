"""Kill -9 at random under submissions, and a deploy amid drawing: what is promised of both is counted."""
