<?php static 5;
