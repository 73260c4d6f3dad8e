/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * PHP 8's operators on two known values. Where PHP throws, the run is halted and null comes back.
 */
#ifndef PHP_OPS_H
#define PHP_OPS_H

#include "php/heap.h"

enum php_op {
	PHP_OP_NONE,
	PHP_OP_ADD,
	PHP_OP_SUB,
	PHP_OP_MUL,
	PHP_OP_DIV,
	PHP_OP_MOD,
	PHP_OP_POW,
	PHP_OP_CONCAT,
	PHP_OP_BIT_AND,
	PHP_OP_BIT_OR,
	PHP_OP_BIT_XOR,
	PHP_OP_SHIFT_LEFT,
	PHP_OP_SHIFT_RIGHT,
	PHP_OP_EQUAL,
	PHP_OP_NOT_EQUAL,
	PHP_OP_IDENTICAL,
	PHP_OP_NOT_IDENTICAL,
	PHP_OP_LESS,
	PHP_OP_LESS_EQUAL,
	PHP_OP_GREATER,
	PHP_OP_GREATER_EQUAL,
	PHP_OP_SPACESHIP,
	PHP_OP_XOR,
	PHP_OP_AND,
	PHP_OP_OR,
	PHP_OP_COALESCE,
};

/* Anything but AND, OR and COALESCE, which do not always look at their right side. */
struct php_value php_operate(
	struct php *php, enum php_op op, struct php_value left, struct php_value right);

struct php_value php_arithmetic(
	struct php *php, enum php_op op, struct php_value left, struct php_value right);
struct php_value php_bitwise(
	struct php *php, enum php_op op, struct php_value left, struct php_value right);
struct php_value php_compare_op(
	struct php *php, enum php_op op, struct php_value left, struct php_value right);

struct php_value php_bitwise_not(struct php *php, struct php_value value);

/* -1, 0, 1 as `<=>`; 1 also when the two cannot be compared. */
int php_compare(struct php *php, struct php_value left, struct php_value right);
bool php_loosely_equal(struct php *php, struct php_value left, struct php_value right);
bool php_identical(struct php *php, struct php_value left, struct php_value right);

/*
 * An operand of arithmetic as an int or a float: the run is halted when it is no number. SIGN is
 * the operator, for the message.
 */
NODISCARD bool php_operand(
	struct php *php, const char *sign, struct php_value value, struct php_value *ret_number);

/* The operator as it is written. */
const char *php_op_text(enum php_op op);

#endif
