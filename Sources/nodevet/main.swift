print("nodevet")
