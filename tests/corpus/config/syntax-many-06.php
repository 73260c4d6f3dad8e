<?php try { }
