@arrival
Feature: Arrival and control
  The arrival of a ship or aircraft is notified once, at its first port in the Union. Customs finds the ENS by ship and estimated time,
  or by the MRNs that are listed, and says which of them are in the wrong state and which goods it will control.

  @ARR-01 @role-ar @IE3N06 @IE3R04 @source-catalogue
  Scenario: A ship arrives that customs knows by number and time
    Given a trader that pulls its messages
    And the trader has a registered IE3F10 for a sea voyage
    When the trader notifies the arrival of its ship
    Then the trader receives IE3R04 with an MRN of arrival
    And the goods of the trader have arrived
    And the trader receives nothing more

  @ARR-02 @role-ar @IE3N06 @IE3R04 @source-catalogue
  Scenario: Two of three filings arrive
    Given a trader that pulls its messages
    And the trader has a registered IE3F10 for a sea voyage
    And the trader has a registered IE3F10 for a sea voyage
    And the trader has a registered IE3F10 for a sea voyage
    When the trader notifies the arrival of its first two filings
    Then the trader receives IE3R04 with an MRN of arrival
    And the first filing of the trader has arrived
    And the second filing of the trader has arrived
    And the third filing of the trader has not arrived

  @ARR-03 @role-ar @IE3N06 @IE3N99 @source-catalogue
  Scenario Outline: An arrival <what>
    Given a trader that pulls its messages
    And the trader has a registered IE3F10 for a sea voyage
    When the trader notifies an arrival <what>
    Then the trader receives IE3N99 for <check> (missing) at /IE3N06/activeBorderTransportMeans/<place>
    And the goods of the trader have not arrived

    Examples:
      | what                                | check     | place                         |
      | without the actual time             | structure | actualDateAndTimeOfArrival    |
      | without the estimated time and MRNs | R3027     | estimatedDateAndTimeOfArrival |

  @ARR-04 @role-ar @role-mc @IE3N06 @IE3R04 @IE3N07 @source-catalogue
  Scenario: Goods arrive that must not have been loaded
    Given an agent that pulls its messages
    And a carrier that pulls its messages
    And a terminal that pulls its messages
    And the carrier has a registered IE3F10 with several containers
    And customs has forbidden to load one container of the carrier
    And the carrier has received IE3Q01 that names what must not be loaded
    When the agent notifies the arrival of the ship of the carrier, to be told to the terminal too
    Then the agent receives IE3R04 with an MRN of arrival
    And the agent receives IE3N07 about the filing of the carrier for ARR04 or the like
    And the terminal receives IE3N07 about the filing of the carrier for ARR04 or the like
    And the carrier receives IE3N07 about the filing of the carrier for ARR04 or the like
    And the goods of the carrier have not arrived

  @ARR-05 @role-ar @IE3N06 @IE3R04 @IE3N07 @source-catalogue @inferred
  Scenario: A ship arrives twice
    Given a trader that pulls its messages
    And the trader has a registered IE3F10 for a sea voyage
    And the trader has notified the arrival of its ship
    And the trader has received IE3R04 with an MRN of arrival
    When the trader notifies the arrival of its ship again
    Then the trader receives IE3R04 with an MRN of arrival
    And the trader receives IE3N07 about the filing of the trader for ARR03 or the like
    And the goods of the trader have arrived

  @ARR-06 @role-ar @role-mc @IE3N06 @IE3R04 @IE3N08 @source-catalogue
  Scenario: Goods are controlled on arrival
    Given an agent that pulls its messages
    And a carrier that pulls its messages
    And the carrier has a registered IE3F10 for a sea voyage
    And customs has decided to control the goods of the carrier
    When the agent notifies the arrival of the ship of the carrier
    Then the agent receives IE3R04 with an MRN of arrival
    And the agent receives IE3N08 about the goods of the carrier
    And the carrier receives IE3N08 about the goods of the carrier
    And the carrier receives nothing more

  @ARR-07 @role-ar @IE3F10 @IE3N06 @IE3R04 @source-catalogue
  Scenario: A consignment arrives in parts
    Given a trader that pulls its messages
    And the trader has a registered IE3F10 for a sea voyage
    When the trader files another IE3F10 for a further part of the consignment
    Then the trader receives IE3R01 with the MRN of its filing
    When the trader notifies the arrival of what was filed first
    Then the trader receives IE3R04 with an MRN of arrival
    And the first filing of the trader has arrived in part
    And the second filing of the trader has not arrived
    When the trader notifies the arrival of the rest of it
    Then the trader receives IE3R04 with an MRN of arrival
    And the trader receives nothing more

  @ARR-08 @role-ar @IE3N06 @IE3R04 @IE3N08 @source-catalogue
  Scenario: The notify party is told everything
    Given a carrier that pulls its messages
    And a terminal that pulls its messages
    And the carrier has a registered IE3F10 for a sea voyage
    And customs has decided to control the goods of the carrier
    When the carrier notifies the arrival of the ship of the carrier, to be told to the terminal too
    Then the carrier receives IE3R04 with an MRN of arrival
    And the terminal receives IE3R04 as the notify party
    And the terminal receives IE3N08 about the goods of the carrier

  @ARR-09 @role-ar @IE3N06 @IE3R04 @IE3N08 @source-catalogue @inferred
  Scenario: The first port is in another Member State than declared
    Given a trader that pulls its messages
    And the trader has a registered IE3F10 for a sea voyage
    And customs has decided to control the goods of the trader
    When the trader notifies an arrival in another Member State
    Then the trader receives IE3R04 with an MRN of arrival
    And the goods of the trader have arrived
    And the trader receives IE3N08 about the goods of the trader

  @ARR-10 @role-ar @IE3N06 @IE3R04 @source-catalogue @inferred
  Scenario: Nobody filed for the ship
    Given a trader that pulls its messages
    And the trader has a registered IE3F10 for a sea voyage
    When the trader notifies an arrival of a ship that nobody filed for
    Then the trader receives IE3R04 with an MRN of arrival
    And the trader receives nothing more
    And the goods of the trader have not arrived

  @ARR-11 @role-rc @IE3N06 @IE3N99 @source-ICD @inferred
  Scenario: A lorry arrives
    Given a trader that pulls its messages
    And the trader has a registered IE3F10 for a sea voyage
    When the trader notifies an arrival by road
    Then the trader receives IE3N99 for ARR01 or the like at /IE3N06/activeBorderTransportMeans/ModeOfTransport

  @ARR-12 @role-ar @role-mc @IE3N06 @IE3N08 @source-field-F-5
  Scenario: A control is decided when the goods are in port
    Given a trader that pulls its messages
    And the trader has a registered IE3F10 for a sea voyage
    And the trader has notified the arrival of its ship
    And the trader has received IE3R04 with an MRN of arrival
    When customs decides at the port to control the goods of the trader at "Shed 7, quay 1201"
    Then the trader receives IE3N08 about the goods of the trader at once, with the place "Shed 7, quay 1201"
