<?php
$db = new \PDO('sqlite::memory:');
$x = $db->query('select 1')->fetch();
$CONFIG = ['dbhost' => 'h', 'x' => $x, 'y' => "v{$db->a}w$db->b", 'z' => \DateTime::createFromFormat('Y', '2020')];
class Helper {
  const X = "a{$x}b";
  public static function get(string $k = '}'): ?string { return "{$k}"; }
}
interface I {} trait T { public $p = ['{']; } enum Suit: string { case A = 'a'; }
abstract class Q extends Helper implements I { use T; }
final class R {}
$CONFIG['h'] = Helper::get('x');
$anon = new class(5) extends Helper { };
$CONFIG['last'] = 'known';
