<?php use A\{B;
