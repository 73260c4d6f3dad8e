<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\NotifyPush\Tests\Tools;

use PhpParser\Error;
use PhpParser\Node;
use PhpParser\NodeTraverser;
use PhpParser\NodeVisitor\NameResolver;
use PhpParser\NodeVisitorAbstract;
use PhpParser\ParserFactory;

/** Finds what came to the language and its library after 8.1. */
final class Php81 extends NodeVisitorAbstract {
	/** Functions that came later, with their version */
	private const FUNCTIONS = [
		'8.2' => ['curl_upkeep', 'ini_parse_quantity', 'memory_reset_peak_usage', 'mysqli_execute_query', 'odbc_connection_string_quote',
			'openssl_cipher_key_length', 'sodium_crypto_stream_xchacha20_xor_ic', 'imap_is_open'],
		'8.3' => ['json_validate', 'mb_str_pad', 'posix_eaccess', 'posix_fpathconf', 'posix_pathconf', 'posix_sysconf', 'socket_atmark',
			'str_decrement', 'str_increment', 'stream_context_set_options', 'pg_set_error_context_visibility'],
		'8.4' => ['array_all', 'array_any', 'array_find', 'array_find_key', 'bcceil', 'bcdivmod', 'bcfloor', 'bcround', 'fpow',
			'grapheme_str_split', 'http_clear_last_response_headers', 'http_get_last_response_headers', 'intltz_get_iana_id',
			'mb_lcfirst', 'mb_ltrim', 'mb_rtrim', 'mb_trim', 'mb_ucfirst', 'pcntl_getcpu', 'request_parse_body'],
		'8.5' => ['array_first', 'array_last', 'clone', 'get_error_handler', 'get_exception_handler', 'grapheme_levenshtein'],
	];
	/** Classes that came later; as attributes they do no harm, since an unknown attribute is ignored */
	private const CLASSES = '/^((Random|Uri|Dom|Pdo|BcMath)\\\\|(SensitiveParameterValue|DateE(rror|xception)|RoundingMode|NoDiscard)$)/i';

	/** @var list<string> */
	private array $found = [];
	private int $traits = 0;

	/** @return list<string> */
	public static function complaints(string $source): array {
		$visitor = new self();
		try {
			$tree = (new ParserFactory())->create(ParserFactory::ONLY_PHP7)->parse($source) ?? [];
			token_get_all($source, TOKEN_PARSE);
		} catch (Error | \ParseError $e) {
			return ['syntax: ' . $e->getMessage()];
		}
		$traverser = new NodeTraverser();
		$traverser->addVisitor(new NameResolver());
		$traverser->addVisitor($visitor);
		$traverser->traverse($tree);
		return $visitor->found;
	}

	public function enterNode(Node $node) {
		$checks = [
			Node\Stmt\Class_::class => $this->class(...),
			Node\Stmt\Trait_::class => fn () => $this->traits++,
			Node\Stmt\ClassConst::class => $this->constant(...),
			Node\FunctionLike::class => $this->functionLike(...),
			Node\Stmt\Property::class => fn (Node\Stmt\Property $property) => $this->type($property->type, $property),
			Node\Expr\FuncCall::class => $this->call(...),
			Node\Stmt\StaticVar::class => $this->staticVariable(...),
			Node\Expr\New_::class => $this->used(...),
			Node\Expr\StaticCall::class => $this->used(...),
			Node\Expr\ClassConstFetch::class => $this->used(...),
			Node\Const_::class => $this->initial(...),
			Node\Param::class => $this->initial(...),
			Node\Stmt\PropertyProperty::class => $this->initial(...),
		];
		foreach ($checks as $kind => $check) {
			if ($node instanceof $kind) {
				$check($node);
			}
		}
		return null;
	}

	public function leaveNode(Node $node) {
		if ($node instanceof Node\Stmt\Trait_) {
			$this->traits--;
		}
		return null;
	}

	private function class(Node\Stmt\Class_ $class): void {
		if ($class->flags & Node\Stmt\Class_::MODIFIER_READONLY) {
			$this->note('readonly class (8.2)', $class);
		}
	}

	private function constant(Node\Stmt\ClassConst $constant): void {
		if ($this->traits > 0) {
			$this->note('constant in a trait (8.2)', $constant);
		}
		if (($constant->type ?? null) !== null) {
			$this->note('typed class constant (8.3)', $constant);
		}
	}

	private function functionLike(Node\FunctionLike $function): void {
		$this->type($function->getReturnType(), $function);
		foreach ($function->getParams() as $parameter) {
			$this->type($parameter->type, $parameter);
		}
	}

	private function type(?Node $type, Node $where): void {
		if ($type instanceof Node\UnionType) {
			foreach ($type->types as $part) {
				if ($part instanceof Node\IntersectionType) {
					$this->note('type in disjunctive normal form (8.2)', $where);
				} elseif ($part instanceof Node\Identifier && $part->toLowerString() === 'true') {
					$this->note('type true (8.2)', $where);
				}
			}
			$names = array_map(fn (Node $part) => $part instanceof Node\Identifier ? $part->toLowerString() : '', $type->types);
			if (array_diff($names, ['null', 'false']) === []) {
				$this->note('type null|false by itself (8.2)', $where);
			}
			return;
		}
		$single = $type instanceof Node\NullableType ? $type->type : $type;
		if ($single instanceof Node\Identifier && in_array($single->toLowerString(), ['null', 'false', 'true'], true)) {
			$this->note('type ' . $single->toLowerString() . ' by itself (8.2)', $where);
		}
	}

	private function call(Node\Expr\FuncCall $call): void {
		if (!$call->name instanceof Node\Name) {
			return;
		}
		$name = strtolower($call->name->getLast());
		foreach (self::FUNCTIONS as $version => $functions) {
			if (in_array($name, $functions, true)) {
				$this->note("function $name ($version)", $call);
			}
		}
		$first = $call->args[0] ?? null;
		if ($name === 'iterator_to_array' && $first instanceof Node\Arg && $first->value instanceof Node\Expr\Array_) {
			$this->note('iterator_to_array of an array (8.2)', $call);
		}
	}

	private function used(Node\Expr\New_|Node\Expr\StaticCall|Node\Expr\ClassConstFetch $where): void {
		$class = $where->class;
		if ($class instanceof Node\Name && preg_match(self::CLASSES, ltrim($class->toString(), '\\')) === 1) {
			$this->note('class ' . $class->toString() . ' (after 8.1)', $where);
		}
	}

	/** In what a constant, property or parameter begins with, `Enum::Case->value` came with 8.2. */
	private function initial(Node\Const_|Node\Param|Node\Stmt\PropertyProperty $node): void {
		$value = $node instanceof Node\Const_ ? $node->value : $node->default;
		$finder = new \PhpParser\NodeFinder();
		$fetches = [Node\Expr\PropertyFetch::class, Node\Expr\NullsafePropertyFetch::class];
		foreach ($value === null ? [] : $fetches as $kind) {
			if ($finder->findInstanceOf([$value], $kind) !== []) {
				$this->note('property of an enumeration in a constant expression (8.2)', $node);
			}
		}
	}

	/** Until 8.3 a static variable begins with a constant expression. */
	private function staticVariable(Node\Stmt\StaticVar $variable): void {
		$isComputed = fn (Node $part) => $part instanceof Node\Expr\CallLike && !$part instanceof Node\Expr\New_
			|| $part instanceof Node\Expr\Variable;
		if ($variable->default !== null && (new \PhpParser\NodeFinder())->findFirst([$variable->default], $isComputed) !== null) {
			$this->note('static variable that begins with a computed value (8.3)', $variable);
		}
	}

	private function note(string $what, Node $where): void {
		$this->found[] = 'line ' . $where->getStartLine() . ': ' . $what;
	}
}
