<?php const = 5;
