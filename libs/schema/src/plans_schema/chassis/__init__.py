"""What the services share at run time: consuming, producing, databases, health. FastStream glue lives here."""
