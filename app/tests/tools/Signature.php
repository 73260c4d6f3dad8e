<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Tools;

/** Writes declarations the way PHP reads them, from reflection; so that two of them can be compared, or one be printed. */
final class Signature {
	public static function ofClass(\ReflectionClass $class): string {
		$kind = match (true) {
			$class->isInterface() => 'interface',
			$class->isEnum() => 'enum',
			$class->isTrait() => 'trait',
			default => 'class',
		};
		$prefix = $class->isInterface() ? '' : implode('', [
			$class->isAbstract() ? 'abstract ' : '',
			$class->isFinal() && !$class->isEnum() ? 'final ' : '',
		]);
		return $prefix . $kind . ' ' . $class->getShortName();
	}

	public static function ofMethod(\ReflectionMethod $method): string {
		$prefix = implode('', [
			$method->isAbstract() && !$method->getDeclaringClass()->isInterface() ? 'abstract ' : '',
			$method->isFinal() ? 'final ' : '',
			$method->isPublic() ? 'public ' : ($method->isProtected() ? 'protected ' : 'private '),
			$method->isStatic() ? 'static ' : '',
		]);
		$parameters = array_map(self::ofParameter(...), $method->getParameters());
		$returns = $method->hasReturnType() ? ': ' . self::ofType($method->getReturnType()) : '';
		return $prefix . 'function ' . $method->getName() . '(' . implode(', ', $parameters) . ')' . $returns;
	}

	private static function ofParameter(\ReflectionParameter $parameter): string {
		$text = $parameter->hasType() ? self::ofType($parameter->getType()) . ' ' : '';
		$text .= ($parameter->isPassedByReference() ? '&' : '') . ($parameter->isVariadic() ? '...' : '');
		$text .= '$' . $parameter->getName();
		return $text . ($parameter->isDefaultValueAvailable() ? ' = ' . self::ofValue($parameter->getDefaultValue()) : '');
	}

	private static function ofType(\ReflectionType $type): string {
		if ($type instanceof \ReflectionNamedType) {
			$name = ($type->isBuiltin() || in_array($type->getName(), ['self', 'static'], true) ? '' : '\\') . $type->getName();
			return $type->allowsNull() && !in_array($name, ['mixed', 'null'], true) ? '?' . $name : $name;
		}
		$glue = $type instanceof \ReflectionUnionType ? '|' : '&';
		return implode($glue, array_map(self::ofType(...), $type->getTypes()));
	}

	public static function ofValue(mixed $value): string {
		return match (true) {
			$value === null => 'null',
			is_bool($value) => $value ? 'true' : 'false',
			$value === [] => '[]',
			$value instanceof \UnitEnum => '\\' . $value::class . '::' . $value->name,
			is_object($value) => 'new \\' . $value::class . '()',
			default => var_export($value, true),
		};
	}
}
