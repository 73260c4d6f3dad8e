<?php
/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The judge: prints what the real PHP makes of configurations, in the format of php_dump.
 *
 *   php php_judge.php FILE …             each file on its own
 *   php php_judge.php --together FILE …  all files in one scope, as Nextcloud loads them
 *   php php_judge.php --lines FILE       each line of FILE is an expression
 */
error_reporting(0);
ini_set('precision', '14');
ini_set('serialize_precision', '-1');

class OC
{
	public static $SERVERROOT = '/srv/nextcloud';
}

/* Without references (serialize() numbers them), and objects as a mark. */
function plain($value, $depth = 0)
{
	if (is_object($value)) {
		return $value instanceof Closure ? 'closure' : 'object';
	}
	if (!is_array($value) || $depth > 1000) {
		return $value;
	}
	$copy = [];
	foreach ($value as $key => $element) {
		$copy[$key] = plain($element, $depth + 1);
	}
	return $copy;
}

function show($value)
{
	return '0 ' . str_replace(['\\', "\n"], ['\\\\', '\\n'], serialize(plain($value))) . "\n";
}

function run_line($code)
{
	try {
		return show(eval('return [' . $code . '];'));
	} catch (ParseError $error) {
		return "S\n";
	} catch (CompileError $error) {
		return "S\n";
	} catch (Throwable $error) {
		return "E\n";
	}
}

/* In a function, like in Nextcloud, and with $CONFIG unset before each file. */
function run_files($judge_files)
{
	foreach ($judge_files as $judge_file) {
		unset($CONFIG);
		ob_start();
		try {
			include $judge_file;
			ob_end_clean();
			echo isset($CONFIG) || array_key_exists('CONFIG', get_defined_vars())
				? show($CONFIG) : "0 unset\n";
		} catch (ParseError $error) {
			ob_end_clean();
			echo "S\n";
		} catch (CompileError $error) {
			ob_end_clean();
			echo "S\n";
		} catch (Throwable $error) {
			ob_end_clean();
			echo "E\n";
		}
	}
}

$arguments = array_slice($argv, 1);
if ($arguments[0] === '--lines') {
	foreach (explode("\n", rtrim(file_get_contents($arguments[1]), "\n")) as $code) {
		echo run_line($code);
	}
} elseif ($arguments[0] === '--together') {
	run_files(array_slice($arguments, 1));
} else {
	foreach ($arguments as $file) {
		run_files([$file]);
	}
}
