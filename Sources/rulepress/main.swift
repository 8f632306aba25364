print("rulepress")
