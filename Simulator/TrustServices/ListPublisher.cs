using System.Collections.Concurrent;
using System.Net;
using Ics2.Trust.Lists;
using Ics2.Trust.Preflight;
using WireMock;

namespace Ics2.TrustServices;

/// <summary>
/// Publishes the simulated lists under <c>/lists/</c>: a list of lists, a national list of version 6 (territory BE) and one of version 5
/// (DE), and for
/// every Member State an alternate list of its customs. Each is signed when first asked for, and anew when half its life is over.
/// </summary>
internal sealed class ListPublisher(TestPki pki, TimeProvider clock, FaultSwitch faults)
{
    public const string Root = "/lists/";
    public const string ListOfLists = "eu-lotl.xml";
    public const string Alternate = "alternate-{0}.xml";

    private static readonly TimeSpan Life = TimeSpan.FromDays(180); // TS 119 612, 5.3.15: six months at most

    private readonly TestAuthorities _authorities = pki.Authorities;
    private readonly ConcurrentDictionary<string, (byte[] Bytes, DateTimeOffset IssuedAt)> _issued = new(StringComparer.Ordinal);

    public void Map(Endpoints endpoints, Uri address)
    {
        Serve(endpoints, ListOfLists, _ => Signed(ListOfLists, at => Lotl(at, address)));
        Serve(endpoints, "be-tl.xml", _ => Signed("be-tl.xml", at => National("BE", 6, at)));
        Serve(endpoints, "de-tl.xml", _ => Signed("de-tl.xml", at => National("DE", 5, at)));
        Serve(
            endpoints,
            "alternate-*.xml",
            request =>
            {
                var territory = Endpoints.Segment(request, 1)["alternate-".Length..^".xml".Length];
                return NationalCas.IsState(territory) ? Signed(territory, at => CustomsOwn(territory, at)) : null;
            }
        );
        endpoints.On("POST", "/simulator/alternate-lists/*", faults: null, Accept);
    }

    // The body is the vendor's CA in PEM or DER.
    private ResponseMessage Accept(IRequestMessage request)
    {
        var territory = Endpoints.Segment(request, 2);
        if (!NationalCas.IsState(territory))
        {
            return Endpoints.Problem(HttpStatusCode.BadRequest, "Expected /simulator/alternate-lists/ and two capital letters.");
        }

        if (!CertificateFile.TryRead(request.BodyAsBytes ?? [], password: null, out var file, out var why))
        {
            return Endpoints.Problem(HttpStatusCode.BadRequest, why);
        }

        if (!pki.NationalCas.Add(territory, file.Leaf))
        {
            return Endpoints.Problem(HttpStatusCode.Conflict, "The list is full.");
        }

        _issued.TryRemove(territory, out _);
        return Endpoints.NoContent();
    }

    private void Serve(Endpoints endpoints, string file, Func<IRequestMessage, byte[]?> make) =>
        endpoints.On(
            "GET",
            Root + file,
            faults,
            request =>
                make(request) is { } list
                    ? Endpoints.Bytes(HttpStatusCode.OK, TslNames.MimeType, list)
                    : Endpoints.Problem(HttpStatusCode.NotFound, "There is no such list.")
        );

    private byte[] Signed(string name, Func<DateTimeOffset, TrustedListDraft> draft)
    {
        var now = clock.GetUtcNow();
        if (_issued.TryGetValue(name, out var list) && now < list.IssuedAt + (Life / 2))
        {
            return list.Bytes;
        }

        var signer = name is ListOfLists ? _authorities.ListOfListsSigner : _authorities.ListsSigner;
        return (_issued[name] = (ListSigner.Sign(draft(now).ToXml(), signer, now), now)).Bytes;
    }

    private TrustedListDraft Lotl(DateTimeOffset now, Uri address) =>
        new("EU", 6, TslNames.ListOfLists, now, now + Life)
        {
            Pointers =
            [
                new DraftPointer("EU", new Uri(address, ListOfLists).AbsoluteUri, _authorities.ListOfListsSigner),
                new DraftPointer("BE", new Uri(address, "be-tl.xml").AbsoluteUri, _authorities.ListsSigner),
                new DraftPointer("DE", new Uri(address, "de-tl.xml").AbsoluteUri, _authorities.ListsSigner),
            ],
        };

    private TrustedListDraft National(string territory, int version, DateTimeOffset now)
    {
        var start = now.AddYears(-8);
        return new TrustedListDraft(territory, version, TslNames.Generic, now, now + Life)
        {
            Services = territory is "BE"
                ?
                [
                    new DraftService(
                        "Simulated qualified CA for seals",
                        _authorities.Qualified.Certificate,
                        [new DraftState(TslNames.CaQc, TslNames.Granted, start)]
                    ),
                    new DraftService(
                        "Simulated CA for seals, withdrawn",
                        _authorities.Withdrawn.Certificate,
                        [
                            new DraftState(TslNames.CaQc, TslNames.Withdrawn, now.AddYears(-1)),
                            new DraftState(TslNames.CaQc, TslNames.Granted, start),
                        ]
                    ),
                ]
                :
                [
                    new DraftService(
                        "Simulated CA for seals, not qualified",
                        _authorities.NonQualified.Certificate,
                        [new DraftState(TslNames.CaPkc, TslNames.Recognised, start)]
                    ),
                ],
        };
    }

    private TrustedListDraft CustomsOwn(string territory, DateTimeOffset now) =>
        new(territory, 6, TslNames.Generic, now, now + Life)
        {
            Services =
            [
                .. pki
                    .NationalCas.Of(territory)
                    .Select(ca => new DraftService(
                        $"Accepted by the customs of {territory}: {ca.Subject}",
                        ca,
                        [new DraftState(TslNames.CaPkc, TslNames.Recognised, now.AddYears(-2))]
                    )),
            ],
        };
}
