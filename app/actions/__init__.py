"""The actions of the plan: filtered, dated, named, told and listed."""
