@linking
Feature: Filings that make one ENS together
  The carrier files the master and names who files the rest. Customs links the filings by the number of the master
  document and the EORIs of those who name each other. Whoever stays silent is waited for until a timer runs out.

  @LNK-01 @role-mc @role-hf @IE3F12 @IE3F15 @IE3R01 @IE3N03 @source-catalogue
  Scenario: The master first, the house in time
    Given a carrier that pulls its messages
    And a forwarder that pulls its messages
    And the carrier has filed an IE3F12 that names the forwarder
    And the carrier has received IE3R01 with the MRN of its filing
    And the ENS of the carrier is pending completeness
    When the forwarder files an IE3F15 under the master of the carrier
    Then the forwarder receives IE3R01 with the MRN of its filing
    And the filing of the forwarder is linked
    And the ENS of the carrier is complete
    When customs finds no risk
    Then the carrier receives IE3N03 with the MRN of its filing
    And the forwarder receives IE3N03 with the MRN of its filing
    And the forwarder receives nothing else

  @LNK-02 @role-hf @role-mc @IE3F15 @IE3F12 @IE3R01 @source-catalogue
  Scenario: The house first
    Given a forwarder that pulls its messages
    And a carrier that pulls its messages
    And the forwarder has filed an IE3F15 for a shipment with the carrier
    And the forwarder has received IE3R01 with the MRN of its filing
    When the carrier files the IE3F12 for the house of the forwarder
    Then the carrier receives IE3R01 with the MRN of its filing
    And the filing of the forwarder is linked
    And the ENS of the carrier is complete

  @LNK-03 @role-mc @role-hf @IE3F12 @IE3R01 @IE3N11 @source-catalogue
  Scenario: A silent forwarder is reminded, if it is connected
    Given a carrier that pulls its messages
    And a forwarder that pulls its messages
    And another forwarder that pulls its messages
    And the other forwarder is not connected
    And the carrier has filed an IE3F12 that names the forwarder
    And the carrier has received IE3R01 with the MRN of its filing
    When the time for linking the master of the carrier runs out
    Then the forwarder receives IE3N11 about the master of the carrier
    And the forwarder receives nothing else
    When the carrier files an IE3F12 that names the other forwarder
    Then the carrier receives IE3R01 with the MRN of its filing
    When the time for linking the master of the carrier runs out
    Then the other forwarder receives nothing else

  @LNK-04 @own-customs @role-mc @IE3F12 @IE3R01 @IE3N02 @source-catalogue
  Scenario: The time for linking runs out
    Given a carrier that pulls its messages
    And a forwarder that pulls its messages
    And the carrier has filed an IE3F12 that names the forwarder
    And the carrier has received IE3R01 with the MRN of its filing
    When the clock of customs moves on by 11 hours
    Then the carrier receives nothing else
    When the clock of customs moves on by 1 hour
    Then the carrier receives IE3N02 that lists the forwarder
    And the ENS of the carrier is considered complete
    And the carrier receives nothing else

  @LNK-05 @role-mc @role-hf @IE3F12 @IE3F15 @IE3R01 @IE3N02 @source-catalogue @inferred
  Scenario: A house that comes late
    Given a carrier that pulls its messages
    And a forwarder that pulls its messages
    And the carrier has filed an IE3F12 that names the forwarder
    And the carrier has received IE3R01 with the MRN of its filing
    And the time for linking the master of the carrier has run out
    When the forwarder files an IE3F15 under the master of the carrier
    Then the forwarder receives IE3R01 with the MRN of its filing
    And the filing of the forwarder is linked
    And the ENS of the carrier is complete

  @LNK-06 @role-mc @IE3F12 @IE3R01 @source-catalogue
  Scenario: A carrier that does not want to know
    Given a carrier that pulls its messages
    And a forwarder that pulls its messages
    And the carrier does not want IE3N02
    And the carrier has filed an IE3F12 that names the forwarder
    And the carrier has received IE3R01 with the MRN of its filing
    When the time for linking the master of the carrier runs out
    Then the forwarder receives IE3N11 about the master of the carrier
    And the carrier receives nothing else

  @LNK-07 @role-mc @role-hf @IE3F12 @IE3F14 @IE3F15 @IE3R01 @IE3N03 @source-DESC @inferred
  Scenario: A chain of forwarders is complete with its last link
    Given a carrier that pulls its messages
    And a forwarder that pulls its messages
    And another forwarder that pulls its messages
    And the carrier has filed an IE3F12 that names the forwarder
    And the carrier has received IE3R01 with the MRN of its filing
    When the forwarder files an IE3F14 under the master of the carrier that names the other forwarder
    Then the forwarder receives IE3R01 with the MRN of its filing
    And the filing of the forwarder is linked
    And the ENS of the carrier is pending completeness
    When the other forwarder files an IE3F15 under the master of the carrier
    Then the other forwarder receives IE3R01 with the MRN of its filing
    And the filing of the other forwarder is linked
    And the ENS of the carrier is complete
    When customs finds no risk
    Then the carrier receives IE3N03 with the MRN of its filing
    And the forwarder receives IE3N03 with the MRN of its filing
    And the other forwarder receives IE3N03 with the MRN of its filing

  @LNK-08 @role-hf @role-cf @IE3F12 @IE3F14 @IE3F16 @IE3R01 @IE3N03 @source-catalogue @inferred
  Scenario: A house is complete with its consignee side
    Given a carrier that pulls its messages
    And a forwarder that pulls its messages
    And a consignee that pulls its messages
    And the carrier has filed an IE3F12 that names the forwarder
    And the carrier has received IE3R01 with the MRN of its filing
    When the forwarder files an IE3F14 under the master of the carrier that names the consignee
    Then the forwarder receives IE3R01 with the MRN of its filing
    And the ENS of the carrier is pending completeness
    When the consignee files an IE3F16 for the house of the forwarder
    Then the consignee receives IE3R01 with the MRN of its filing
    And the ENS of the carrier is complete
    When customs finds no risk
    Then the forwarder receives IE3N03 with the MRN of its filing
    And the consignee receives nothing else

  @LNK-09 @role-mc @role-cf @IE3F13 @IE3F17 @IE3R01 @IE3N03 @source-catalogue @inferred
  Scenario: A straight bill is complete with its consignee side
    Given a carrier that pulls its messages
    And a consignee that pulls its messages
    When the carrier files an IE3F13 that names the consignee
    Then the carrier receives IE3R01 with the MRN of its filing
    And the ENS of the carrier is pending completeness
    When the consignee files an IE3F17 under the master of the carrier
    Then the consignee receives IE3R01 with the MRN of its filing
    And the ENS of the carrier is complete
    When customs finds no risk
    Then the carrier receives IE3N03 with the MRN of its filing
    And the consignee receives nothing else

  @LNK-10 @role-hf @IE3F12 @IE3F15 @IE3R01 @IE3N02 @source-catalogue @inferred
  Scenario: A house with the wrong carrier never finds its master
    Given a carrier that pulls its messages
    And a forwarder that pulls its messages
    And the carrier has filed an IE3F12 that names the forwarder
    And the carrier has received IE3R01 with the MRN of its filing
    When the forwarder files an IE3F15 under the master of the carrier with the EORI of another carrier
    Then the forwarder receives IE3R01 with the MRN of its filing
    And the filing of the forwarder is pending linking
    And the ENS of the carrier is pending completeness
    When the time for linking the master of the carrier runs out
    Then the carrier receives IE3N02 that lists the forwarder

  @LNK-11 @role-mc @role-hf @IE3F12 @IE3F15 @IE3R01 @source-catalogue
  Scenario Outline: A house that weighs <weight> its master
    Given a carrier that pulls its messages
    And a forwarder that pulls its messages
    And the carrier has filed an IE3F12 that names the forwarder
    And the carrier has received IE3R01 with the MRN of its filing
    When the forwarder files an IE3F15 under the master of the carrier that weighs <weight> the master
    Then the forwarder receives IE3R01 with the MRN of its filing
    And the filing of the forwarder is linked
    And the weights in the ENS of the carrier <fit>

    Examples:
      | weight     | fit    |
      | as much as | agree  |
      | more than  | differ |
