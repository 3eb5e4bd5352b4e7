package dev.vnetproof.importer.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases by the examples of the documentation and by hand; the right side is JSON. */
class FunctionsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [base64('one, two, three')]                              | "b25lLCB0d28sIHRocmVl"
          [base64ToString('b25lLCB0d28sIHRocmVl')]                 | "one, two, three"
          [base64ToJson(base64('{"one": "a"}'))]                   | {"one":"a"}
          [concat('prefix', '-', 'x')]                             | "prefix-x"
          [concat('n', 5, true())]                                 | "n5True"
          [concat(variables('array'), createArray('four'))]        | ["one","two","three","four"]
          [contains('OneTwoThree', 'e')]                           | true
          [contains('OneTwoThree', 'z')]                           | false
          [contains('OneTwoThree', 'T')]                           | true
          [contains('OneTwoThree', 'ot')]                          | false
          [contains(variables('object'), 'ONE')]                   | true
          [contains(variables('object'), 'a')]                     | false
          [contains(variables('array'), 'three')]                  | true
          [contains(variables('array'), 'THREE')]                  | false
          [contains(variables('numbers'), 5)]                      | true
          [dataUri('Hello')]                                       | "data:text/plain;charset=utf8;base64,SGVsbG8="
          [dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==')]   | "Hello, World!"
          [empty('')]                                              | true
          [empty(createArray())]                                   | true
          [empty(createObject())]                                  | true
          [empty(null())]                                          | true
          [empty(variables('array'))]                              | false
          [startsWith('abcdef', 'AB')]                             | true
          [startsWith('abcdef', 'e')]                              | false
          [endsWith('abcdef', 'EF')]                               | true
          [endsWith('abcdef', 'e')]                                | false
          [endsWith('ef', 'abcdef')]                               | false
          [first('One Two Three')]                                 | "O"
          [first(variables('array'))]                              | "one"
          [first(createArray())]                                   | null
          [last('One Two Three')]                                  | "e"
          [last(variables('array'))]                               | "three"
          [format('{0}, {1}. Number: {2:N0}', 'Hello', 'User', 8175133)] | "Hello, User. Number: 8,175,133"
          [format('nsg-{0:D3}-{1}', 7, true())]                    | "nsg-007-True"
          [format('{{{0}}}!{1,4}!{1,-4}!', 'x', 'ab')]             | "{x}!  ab!ab  !"
          [format('{0:X}-{0:x4}', 255)]                            | "FF-00ff"
          [indexOf('test', 't')]                                   | 0
          [indexOf('abcdef', 'CD')]                                | 2
          [indexOf('abcdef', 'z')]                                 | -1
          [indexOf(variables('array'), 'two')]                     | 1
          [lastIndexOf('test', 't')]                               | 3
          [lastIndexOf('abcdef', 'AB')]                            | 0
          [lastIndexOf(createArray(1, 2, 1), 1)]                   | 2
          [join(variables('array'), ',')]                          | "one,two,three"
          [json('{"a": [1, true, null]}')]                         | {"a":[1,true,null]}
          [json('null')]                                           | null
          [json('"test"')]                                         | "test"
          [length('One Two Three')]                                | 13
          [length(variables('array'))]                             | 3
          [length(variables('object'))]                            | 3
          [padLeft(123, 10, '0')]                                  | "0000000123"
          [padLeft('abc', 5)]                                      | "  abc"
          [padLeft('abcdef', 3, '0')]                              | "abcdef"
          [replace('123-123-1234', '-', '')]                       | "1231231234"
          [replace('123-123-1234', '1234', 'xxxx')]                | "123-123-xxxx"
          [skip(variables('array'), 2)]                            | ["three"]
          [skip('one two three', 4)]                               | "two three"
          [skip(variables('array'), 9)]                            | []
          [skip(variables('array'), -1)]                           | ["one","two","three"]
          [take(variables('array'), 2)]                            | ["one","two"]
          [take('one two three', 2)]                               | "on"
          [take('one', 0)]                                         | ""
          [split('one,two,three', ',')]                            | ["one","two","three"]
          [split('one;two,three', createArray(';', ','))]          | ["one","two","three"]
          [split('a,,b,', ',')]                                    | ["a","","b",""]
          [string(createArray('a', 1, createObject('k', null())))] | "[\\"a\\",1,{\\"k\\":null}]"
          [string(5)]                                              | "5"
          [string('x')]                                            | "x"
          [substring('one two three', 4, 3)]                       | "two"
          [substring('one two three', 8)]                          | "three"
          [toLower('One Two')]                                     | "one two"
          [toUpper('One Two')]                                     | "ONE TWO"
          [trim('    one two three   ')]                           | "one two three"
          [uri('http://contoso.org/firstpath/', 'myscript.sh')]    | "http://contoso.org/firstpath/myscript.sh"
          [uri('http://contoso.org/firstpath', 'myscript.sh')]     | "http://contoso.org/myscript.sh"
          [uri('http://contoso.org', 'a/b.json')]                  | "http://contoso.org/a/b.json"
          [uriComponent('http://c.org/a b*')]                      | "http%3A%2F%2Fc.org%2Fa%20b%2A"
          [uriComponentToString('a%20b+c')]                        | "a b+c"
          [dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y', 'u')]        | "2023-04-07 14:53:14Z"
          [dateTimeAdd('2020-04-07T14:53:14Z', '-P9D', 'yyyy-MM-dd')] | "2020-03-29"
          [dateTimeAdd('20200407T145314Z', 'P1DT1H', 'yyyyMMddTHHmmssZ')] | "20200408T155314Z"
          [dateTimeAdd('2020-04-07T14:53:14+02:00', 'PT1H', 's')]  | "2020-04-07T13:53:14"
          [dateTimeToEpoch('2022-03-09T15:30:34Z')]                | 1646839834
          [dateTimeFromEpoch(1683040573)]                          | "2023-05-02T15:16:13Z"
          """)
  void strings(String expression, String expected) {
    assertThat(Evaluated.value(expression)).isEqualTo(Evaluated.json(expected));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [array(1)]                                               | [1]
          [array('efgh')]                                          | ["efgh"]
          [array(variables('array'))]                              | ["one","two","three"]
          [createArray()]                                          | []
          [createArray(1, 'a', variables('array'))]                | [1,"a",["one","two","three"]]
          [createObject('intProp', 1, 'list', createArray('a'))]   | {"intProp":1,"list":["a"]}
          [intersection(createArray('one','two'), createArray('two','three'))] | ["two"]
          [intersection(createObject('one','a','two','b'), createObject('one','a','two','z'))] | {"one":"a"}
          [union(variables('array'), createArray('three', 'four'))] | ["one","two","three","four"]
          [union(createObject('one','a','three','c1'), createObject('THREE','c2','four','d'))] | {"one":"a","three":"c2","four":"d"}
          [union(createObject('p', createObject('a', 1), 'l', createArray(1)), createObject('p', createObject('b', 2), 'l', createArray(3)))] | {"p":{"a":1,"b":2},"l":[3]}
          [items(createObject('item002', 2, 'item001', 1))]        | [{"key":"item001","value":1},{"key":"item002","value":2}]
          [objectKeys(createObject('b', 2, 'a', 1))]               | ["a","b"]
          [shallowMerge(createArray(createObject('one','a','in',createObject('x',1)), createObject('in',createObject('y',2))))] | {"one":"a","in":{"y":2}}
          [tryGet(variables('object'), 'inner', 'y', 1)]           | 2
          [tryGet(variables('object'), 'none', 'y')]               | null
          [tryGet(variables('array'), 7)]                          | null
          [variables('object').?none.?x]                           | null
          [variables('array')[?5]]                                 | null
          [tryIndexFromEnd(variables('array'), 1)]                 | "three"
          [tryIndexFromEnd(variables('array'), 9)]                 | null
          [indexFromEnd(variables('array'), 3)]                    | "one"
          [flatten(createArray(createArray('a', 'b'), createArray(), createArray('c')))] | ["a","b","c"]
          [range(5, 3)]                                            | [5,6,7]
          [range(5, 0)]                                            | []
          [max(variables('numbers'))]                              | 5
          [max(0, 3, 2, 5, 4)]                                     | 5
          [min(variables('numbers'))]                              | 0
          [min(4, 2, 3)]                                           | 2
          [filter(variables('dogs'), lambda('dog', greaterOrEquals(lambdaVariables('dog').age, 5)))] | [{"name":"Evie","age":5},{"name":"Kira","age":8}]
          [filter(variables('array'), lambda('v', 'i', less(lambdaVariables('i'), 1)))] | ["one"]
          [map(variables('dogs'), lambda('dog', lambdaVariables('dog').name))] | ["Evie","Casper","Indy","Kira"]
          [map(range(0, 3), lambda('i', mul(lambdaVariables('i'), 2)))] | [0,2,4]
          [map(range(0, 2), lambda('i', map(range(0, 2), lambda('j', add(lambdaVariables('i'), lambdaVariables('j'))))))] | [[0,1],[1,2]]
          [map(sort(variables('dogs'), lambda('a', 'b', less(lambdaVariables('a').age, lambdaVariables('b').age))), lambda('d', lambdaVariables('d').name))] | ["Indy","Casper","Evie","Kira"]
          [reduce(map(variables('dogs'), lambda('d', lambdaVariables('d').age)), 0, lambda('cur', 'next', add(lambdaVariables('cur'), lambdaVariables('next'))))] | 18
          [groupBy(createArray('foo', 'bar', 'baz'), lambda('x', substring(lambdaVariables('x'), 0, 1)))] | {"f":["foo"],"b":["bar","baz"]}
          [toObject(createArray('a', 'b'), lambda('x', lambdaVariables('x')), lambda('x', concat(lambdaVariables('x'), '!')))] | {"a":"a!","b":"b!"}
          [toObject(createArray('a'), lambda('x', concat('k', lambdaVariables('x'))))] | {"ka":"a"}
          [mapValues(createObject('a', 1), lambda('v', add(lambdaVariables('v'), 1)))] | {"a":2}
          [variables('object').INNER.Y[1]]                         | 2
          [variables('object')['two']]                             | "b"
          """)
  void lists_and_objects(String expression, String expected) {
    assertThat(Evaluated.value(expression)).isEqualTo(Evaluated.json(expected));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [coalesce(variables('nothing'), null(), 'default')]      | "default"
          [coalesce(null(), null())]                               | null
          [coalesce('', 'x')]                                      | ""
          [equals(1, 1)]                                           | true
          [equals('a', 'A')]                                       | false
          [equals('1', 1)]                                         | false
          [equals(createArray('a', 'b'), createArray('a', 'b'))]   | true
          [equals(createObject('a', 'b'), createObject('a', 'c'))] | false
          [not(equals(1, 2))]                                      | true
          [less(1, 2)]                                             | true
          [less('A', 'a')]                                         | false
          [less('a', 'B')]                                         | true
          [lessOrEquals(2, 2)]                                     | true
          [greater(1, 2)]                                          | false
          [greater('A', 'a')]                                      | true
          [greaterOrEquals(1, 2)]                                  | false
          [and(bool('true'), bool('false'))]                       | false
          [or(bool('true'), bool('false'))]                        | true
          [bool(0)]                                                | false
          [bool(1)]                                                | true
          [if(true(), 'yes', variables('undeclared'))]             | "yes"
          [if(false(), 'yes', 'no')]                               | "no"
          [add(parameters('given'), 3)]                            | 10
          [sub(7, 3)]                                              | 4
          [mul(5, 3)]                                              | 15
          [div(8, 3)]                                              | 2
          [div(-7, 2)]                                             | -3
          [mod(7, 3)]                                              | 1
          [int('4')]                                               | 4
          [float('3.5')]                                           | 3.5
          [-5]                                                     | -5
          [mul(4000000000, 2)]                                     | 8000000000
          [ADD ( 1 , 2 )]                                          | 3
          [sys.add(1, 2)]                                          | 3
          ['it''s']                                                | "it's"
          [[literal]                                               | "[literal]"
          [literal                                                 | "[literal"
          plain [text]                                             | "plain [text]"
          """)
  void logic_comparison_numbers_and_syntax(String expression, String expected) {
    assertThat(Evaluated.value(expression)).isEqualTo(Evaluated.json(expected));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [parseCidr('10.144.0.0/20')] | {"network":"10.144.0.0","netmask":"255.255.240.0","broadcast":"10.144.15.255","firstUsable":"10.144.0.1","lastUsable":"10.144.15.254","cidr":20}
          [parseCidr('fdad:3236:5555::/48')] | {"network":"fdad:3236:5555::","netmask":"ffff:ffff:ffff::","firstUsable":"fdad:3236:5555::","lastUsable":"fdad:3236:5555:ffff:ffff:ffff:ffff:ffff","cidr":48}
          [cidrSubnet('10.144.0.0/20', 24, 0)]                     | "10.144.0.0/24"
          [cidrSubnet('10.144.0.0/20', 24, 4)]                     | "10.144.4.0/24"
          [cidrSubnet('fdad:3236:5555::/48', 52, 2)]               | "fdad:3236:5555:2000::/52"
          [cidrHost('10.144.3.0/24', 0)]                           | "10.144.3.1"
          [cidrHost('10.144.3.0/24', 4)]                           | "10.144.3.5"
          """)
  void networks(String expression, String expected) {
    assertThat(Evaluated.value(expression)).isEqualTo(Evaluated.json(expected));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [parameters('unset')]                              | parameters('unset')
          [concat('a', parameters('unset'))]                 | parameters('unset')
          [toLower(parameters('unset'))]                     | parameters('unset')
          [parameters('unset').member[0]]                    | parameters('unset')
          [concat(variables('array'), parameters('unset'))]  | parameters('unset')
          [format('{0}-x', parameters('unset'))]             | parameters('unset')
          [if(equals(parameters('unset'), 'a'), 1, 2)]       | parameters('unset')
          [and(true(), bool(parameters('unset')))]           | parameters('unset')
          [contains(createArray('a', parameters('unset')), 'b')] | parameters('unset')
          [join(createArray('a', parameters('unset')), ',')] | parameters('unset')
          [filter(variables('array'), lambda('x', equals(lambdaVariables('x'), parameters('unset'))))] | parameters('unset')
          [resourceGroup().location]                         | resourceGroup().location
          [subscription().tenantId]                          | subscription().tenantId
          [utcNow('u')]                                      | utcNow('u')
          [dateTimeAdd(utcNow(), 'P1D')]                     | utcNow()
          [dateTimeAdd('2020-04-07', 'P1D', 'u')]            | dateTimeAdd('2020-04-07', 'P1D', 'u')
          [dateTimeAdd('2020-04-07T14:53:14Z', 'P1D')]       | dateTimeAdd('2020-04-07T14:53:14Z', 'P1D')
          [dateTimeAdd('2020-04-07T14:53:14Z', '1D', 'u')]   | dateTimeAdd('2020-04-07T14:53:14Z', '1D', 'u')
          [dateTimeFromEpoch(9223372036854775807)]           | dateTimeFromEpoch(9223372036854775807)
          [toLogicalZone('s', 'westus', 'az1')]              | toLogicalZone('s', 'westus', 'az1')
          [empty(parameters('unset'))]                       | parameters('unset')
          [equals(parameters('unset'), '')]                  | parameters('unset')
          [equals(concat('nsg-', parameters('unset')), 'NSG-x')] | parameters('unset')
          [coalesce(concat('a-', parameters('unset')), 'b')] | parameters('unset')
          [json(concat('{"a": ', parameters('unset'), '}')).a] | parameters('unset')
          [newGuid()]                                        | newGuid()
          [uniqueString('a', 'b')]                           | uniqueString('a', 'b')
          [guid('a')]                                        | guid('a')
          [listKeys('x', '2020-01-01').key1]                 | listKeys('x', '2020-01-01')
          [listAccountSas('x', '2020-01-01')]                | listAccountSas('x', '2020-01-01')
          [pickZones('a', 'b', 'c')]                         | pickZones('a', 'b', 'c')
          [reference('elsewhere').ip]                        | reference('elsewhere')
          [aFunctionOfTomorrow(1)]                           | aFunctionOfTomorrow(1)
          [variables('array')[8]]                            | variables('array')[8]
          [variables('object').none.x]                       | variables('object').none
          [split('', '/')[8]]                                | split('', '/')[8]
          [substring('abc', 2, 5)]                           | substring('abc', 2, 5)
          [div(1, 0)]                                        | div(1, 0)
          [mul(9223372036854775807, 2)]                      | mul(9223372036854775807, 2)
          [cidrSubnet('10.0.0.0/24', 26, 4)]                 | cidrSubnet('10.0.0.0/24', 26, 4)
          [int('x')]                                         | int('x')
          [json('{')]                                        | json('{')
          [range(0, 10001)]                                  | range(0, 10001)
          """)
  void what_cannot_be_known_names_the_innermost_expression(String expression, String innermost) {
    assertThat(Evaluated.unresolved(Evaluated.value(expression)).expression()).isEqualTo(innermost);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [and(bool(parameters('unset')), false())]                | false
          [or(bool(parameters('unset')), true())]                  | true
          [if(equals(parameters('unset'), 'a'), 'x', 'x')]         | "x"
          [if(true(), 'x', parameters('unset'))]                   | "x"
          [contains(createArray('a', parameters('unset')), 'a')]   | true
          [length(createArray('a', parameters('unset')))]          | 2
          [equals(createArray('a', parameters('unset')), createArray('b', 'c'))] | false
          [equals(parameters('unset'), parameters('unset'))]       | true
          [first(createArray('a', parameters('unset')))]           | "a"
          [coalesce('a', parameters('unset'))]                     | "a"
          [createObject('a', 1, 'b', parameters('unset')).a]       | 1
          [empty(concat('nsg-', parameters('unset')))]             | false
          [empty(resourceId('A.B/c', parameters('unset')))]        | false
          [equals(resourceId('A.B/c', parameters('unset')), '')]   | false
          [equals(concat('nsg-', parameters('unset')), 'vnet-x')]  | false
          [equals(concat('nsg-', parameters('unset')), null())]    | false
          [equals(concat(parameters('unset'), '-a'), concat(parameters('unset'), '-b'))] | false
          [contains(createArray(concat(parameters('unset'), '-a')), 'x-b')] | false
          [coalesce(resourceId('A.B/c', 'x'), 'none')]             | "/subscriptions/{subscription().subscriptionId}/resourceGroups/{resourceGroup().name}/providers/A.B/c/x"
          [json(concat('{"id": "', resourceId('A.B/c', 'x'), '"}')).id] | "/subscriptions/{subscription().subscriptionId}/resourceGroups/{resourceGroup().name}/providers/A.B/c/x"
          """)
  void an_unknown_argument_that_does_not_matter_is_no_obstacle(String expression, String expected) {
    assertThat(Evaluated.value(expression)).isEqualTo(Evaluated.json(expected));
  }

  @Test
  void ids_follow_the_scope_of_the_deployment() {
    String group =
        "/subscriptions/{subscription().subscriptionId}/resourceGroups/{resourceGroup().name}";
    assertThat(
            Evaluated.value(
                    "[createArray(resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 's'),"
                        + " resourceId('hub', 'Microsoft.Network/virtualNetworks', 'v'),"
                        + " resourceId('s1', 'hub', 'Microsoft.Network/virtualNetworks', 'v'),"
                        + " subscriptionResourceId('Microsoft.Resources/resourceGroups', 'rg'),"
                        + " tenantResourceId('Microsoft.Example/a', 'b'),"
                        + " managementGroupResourceId('mg', 'Microsoft.Example/a', 'b'),"
                        + " extensionResourceId(resourceGroup().id, 'Microsoft.Example/a', 'b'),"
                        + " concat(subscription().id, '/x'))]")
                .toString())
        .isEqualTo(
            Evaluated.json(
                    "['"
                        + group
                        + "/providers/Microsoft.Network/virtualNetworks/v/subnets/s',"
                        + "'/subscriptions/{subscription().subscriptionId}/resourceGroups/hub"
                        + "/providers/Microsoft.Network/virtualNetworks/v',"
                        + "'/subscriptions/s1/resourceGroups/hub"
                        + "/providers/Microsoft.Network/virtualNetworks/v',"
                        + "'/subscriptions/{subscription().subscriptionId}/resourceGroups/rg',"
                        + "'/providers/Microsoft.Example/a/b',"
                        + "'/providers/Microsoft.Management/managementGroups/mg"
                        + "/providers/Microsoft.Example/a/b',"
                        + "'"
                        + group
                        + "/providers/Microsoft.Example/a/b',"
                        + "'/subscriptions/{subscription().subscriptionId}/x']")
                .toString());
  }

  @Test
  void an_id_can_be_taken_apart() {
    assertThat(
            Evaluated.value(
                "[last(split(resourceId('Microsoft.Network/virtualNetworks', 'hub'), '/'))]"))
        .isEqualTo(Evaluated.json("'hub'"));
  }

  @Test
  void environment_is_the_public_cloud() {
    assertThat(Evaluated.value("[environment().suffixes.keyvaultDns]"))
        .isEqualTo(Evaluated.json("'.vault.azure.net'"));
  }
}
