tab;	vertical;form;space; mark﻿;a b
c  d  e
