// What the pages do more with JavaScript than without it. Every page does its task without this file.
"use strict";
