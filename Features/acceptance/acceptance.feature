@acceptance
Feature: Filings that customs accepts
  Every filing is answered by one IE3R01 with an MRN of its own. What the trader files alone, customs assesses at once;
  a part of an ENS waits for the others.

  @ACC-01 @role-mc @IE3F10 @IE3R01 @IE3N03 @source-catalogue
  Scenario: A straight bill for containers from overseas
    Given a carrier that pulls its messages
    And the carrier has filed an IE3F10 for containers by sea
    And the carrier has received IE3R01 with the MRN of its filing
    And the ENS of the carrier is complete
    When customs finds no risk
    Then the carrier receives IE3N03 with the MRN of its filing
    And the carrier receives nothing else

  @ACC-02 @role-mc @IE3F11 @IE3R01 @IE3N03 @source-catalogue
  Scenario: A master with its three houses
    Given a carrier that pulls its messages
    When the carrier files an IE3F11 with 3 houses
    Then the carrier receives IE3R01 with the MRN of its filing
    And the ENS of the carrier is complete
    When customs finds no risk
    Then the carrier receives IE3N03 with the MRN of its filing
    And the carrier receives nothing else

  @ACC-03 @role-mc @IE3F12 @IE3R01 @source-catalogue
  Scenario: A master that awaits its houses
    Given a carrier that pulls its messages
    When the carrier files an IE3F12
    Then the carrier receives IE3R01 with the MRN of its filing
    And the ENS of the carrier is pending completeness
    And the carrier receives nothing else

  @ACC-04 @role-mc @IE3F13 @IE3R01 @source-catalogue
  Scenario: A straight bill that awaits the consignee side
    Given a carrier that pulls its messages
    When the carrier files an IE3F13
    Then the carrier receives IE3R01 with the MRN of its filing
    And the ENS of the carrier is pending completeness
    And the carrier receives nothing else

  @ACC-05 @role-hf @IE3F14 @IE3R01 @source-catalogue
  Scenario: A house without the consignee side
    Given a forwarder that pulls its messages
    When the forwarder files an IE3F14
    Then the forwarder receives IE3R01 with the MRN of its filing
    And the filing of the forwarder is pending linking
    And the forwarder receives nothing else

  @ACC-06 @role-hf @IE3F15 @IE3R01 @source-catalogue
  Scenario: A complete house of a master that is there
    Given a carrier that pulls its messages
    And a forwarder that pulls its messages
    And the carrier has filed an IE3F12 that names the forwarder
    And the carrier has received IE3R01 with the MRN of its filing
    When the forwarder files an IE3F15 under the master of the carrier
    Then the forwarder receives IE3R01 with the MRN of its filing
    And the filing of the forwarder is linked

  @ACC-07 @role-cf @IE3F16 @IE3R01 @source-catalogue @inferred
  Scenario: The consignee side of a house
    Given a carrier that pulls its messages
    And a forwarder that pulls its messages
    And a consignee that pulls its messages
    And the carrier has filed an IE3F12 that names the forwarder
    And the carrier has received IE3R01 with the MRN of its filing
    And the forwarder has filed an IE3F14 under the master of the carrier that names the consignee
    And the forwarder has received IE3R01 with the MRN of its filing
    When the consignee files an IE3F16 for the house of the forwarder
    Then the consignee receives IE3R01 with the MRN of its filing
    And the filing of the consignee is linked

  @ACC-08 @role-cf @IE3F17 @IE3R01 @source-catalogue @inferred
  Scenario: The consignee side of a straight bill
    Given a carrier that pulls its messages
    And a consignee that pulls its messages
    And the carrier has filed an IE3F13 that names the consignee
    And the carrier has received IE3R01 with the MRN of its filing
    When the consignee files an IE3F17 under the master of the carrier
    Then the consignee receives IE3R01 with the MRN of its filing
    And the filing of the consignee is linked

  @ACC-09 @role-rc @IE3F50 @IE3R01 @IE3N03 @source-catalogue
  Scenario: Goods by road
    Given a haulier that pulls its messages
    When the haulier files an IE3F50
    Then the haulier receives IE3R01 with the MRN of its filing
    And the ENS of the haulier is complete
    When customs finds no risk
    Then the haulier receives IE3N03 with the MRN of its filing

  @ACC-10 @role-rl @IE3F51 @IE3R01 @IE3N03 @source-catalogue
  Scenario: A train of many wagons
    Given a railway that pulls its messages
    When the railway files an IE3F51 with 40 houses
    Then the railway receives IE3R01 with the MRN of its filing
    And the ENS of the railway is complete
    When customs finds no risk
    Then the railway receives IE3N03 with the MRN of its filing

  @ACC-11 @role-express @IE3F34 @IE3R01 @source-catalogue
  Scenario: Express consignments by road
    Given an express operator that pulls its messages
    When the express operator files an IE3F34 with 3 houses
    Then the express operator receives IE3R01 with the MRN of its filing
    And the ENS of the express operator is complete

  @ACC-12 @role-postal @IE3F40 @IE3F41 @IE3F45 @IE3R01 @source-catalogue
  Scenario Outline: Postal receptacles <how>
    Given a postal carrier that pulls its messages
    When the postal carrier files an <filing>
    Then the postal carrier receives IE3R01 with the MRN of its filing
    And the ENS of the postal carrier is pending completeness
    And the postal carrier receives nothing else

    Examples:
      | how     | filing |
      | by road | IE3F40 |
      | by rail | IE3F41 |
      | by sea  | IE3F45 |

  @ACC-13 @role-mc @IE3F10 @IE3F12 @IE3R01 @source-ICD
  Scenario Outline: A voyage on the Rhine filed with <filing>
    Given a carrier that pulls its messages
    When the carrier files an <filing> for goods by inland waterway
    Then the carrier receives IE3R01 with the MRN of its filing

    Examples:
      | filing |
      | IE3F10 |
      | IE3F12 |

  @ACC-14 @role-mc @IE3F10 @IE3R01 @source-FD
  Scenario: A bill of lading to order
    Given a carrier that pulls its messages
    When the carrier files an IE3F10 for a bill of lading to order
    Then the carrier receives IE3R01 with the MRN of its filing

  @ACC-15 @role-mc @IE3F10 @IE3R01 @source-FD
  Scenario: Bulk cargo has no number of packages
    Given a carrier that pulls its messages
    When the carrier files an IE3F10 for bulk cargo by sea
    Then the carrier receives IE3R01 with the MRN of its filing

  @ACC-16 @role-any @IE3F10 @IE3R01 @source-BPML4.19
  Scenario Outline: <script> letters
    Given a trader that pulls its messages
    When the trader files an IE3F10 with names in <script> letters
    Then the trader receives IE3R01 with the MRN of its filing

    Examples:
      | script   |
      | Greek    |
      | Cyrillic |

  @ACC-17 @role-hf @role-mc @IE3F15 @IE3R01 @source-catalogue
  Scenario Outline: A carrier that <wish> and a house under its master
    Given a forwarder that pulls its messages
    And a carrier that pulls its messages
    And the carrier <wish>
    When the forwarder files an IE3F15 for a shipment with the carrier
    Then the forwarder receives IE3R01 with the MRN of its filing
    And the carrier receives <what>
    And the carrier receives nothing else

    Examples:
      | wish                           | what                                             |
      | wants copies of IE3R01         | a copy of IE3R01 for the filing of the forwarder |
      | does not want copies of IE3R01 | nothing else                                     |
      | is not connected               | nothing else                                     |

  @ACC-18 @role-mc @IE3F10 @IE3R01 @source-catalogue
  Scenario: A further part of a split consignment
    Given a carrier that pulls its messages
    And the carrier has filed an IE3F10
    And the carrier has received IE3R01 with the MRN of its filing
    When the carrier files another IE3F10 for a further part of the consignment
    Then the carrier receives IE3R01 with the MRN of its filing
    And each filing of the carrier has an MRN of its own

  @ACC-19 @role-rep @IE3F10 @IE3R01 @source-catalogue
  Scenario: A representative files for its client
    Given a representative that pulls its messages
    When the representative files an IE3F10 as representative of NL123456782
    Then the representative receives IE3R01 with the MRN of its filing
    And the registration names the representative as representative and its client as declarant
