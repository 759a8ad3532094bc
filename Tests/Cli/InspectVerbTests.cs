using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Ics2.As4.Inspection;
using Ics2.As4.Names;
using Ics2.Tests.Support;

namespace Ics2.Tests.Cli;

/// <summary>inspect, on what serve captured, on bare bodies, on tampered and on foreign messages.</summary>
[Collection(nameof(RunningServe))]
public sealed class InspectVerbTests(RunningServe serve, TestSeal seal) : IClassFixture<TestSeal>
{
    private const string TokenProfile = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#";

    private static readonly XNamespace Wsse = Ns.Wsse;
    private static readonly XNamespace Ds = Ns.Ds;

    [Fact]
    public async Task Captures_of_serve_are_explained_in_both_directions()
    {
        var sent = (await Ics2Process.RunAsync("send", await serve.SampleAsync(), "--trader", serve.Trader, "--json"))
            .ShouldEndWith(0)
            .Json;
        var folder = Directory
            .GetDirectories(Path.Combine(serve.Data, "captures"), sent.GetProperty("messageId").GetString()!, SearchOption.AllDirectories)
            .ShouldHaveSingleItem();

        var request = (await InspectAsync(Path.Combine(folder, "request.as4"))).ShouldEndWith(0).Json;
        ShouldBeDocument(request);
        request.GetProperty("verdict").GetString().ShouldBe("accepted");
        request.GetProperty("answer").GetProperty("kind").GetString().ShouldBe("receipt");
        request
            .GetProperty("message")
            .ShouldHave("kind:text", "messageId:text", "action:text", "from:text", "to:text", "mpc?:text")
            .GetProperty("action")
            .GetString()
            .ShouldBe("IE3F10");
        request.GetProperty("seal").GetProperty("references").GetArrayLength().ShouldBe(3);
        var part = request
            .GetProperty("parts")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .ShouldHave("contentId:text", "mimeType:text", "bytes:number", "expandedBytes:number");
        part.GetProperty("expandedBytes").GetInt32().ShouldBeGreaterThan(part.GetProperty("bytes").GetInt32());

        var response = (await InspectAsync(Path.Combine(folder, "response.as4"))).ShouldEndWith(0).Json;
        ShouldBeDocument(response);
        response.GetProperty("message").GetProperty("kind").GetString().ShouldBe("receipt");
        response.GetProperty("answer").GetProperty("kind").GetString().ShouldBe("none");
    }

    [Fact]
    public async Task A_bare_MIME_body_is_recognised_by_its_boundary_and_text_is_plain_when_redirected()
    {
        var ran = (await Ics2Process.RunAsync("inspect", Write(seal.Filing().Wire.Body.ToArray()))).ShouldEndWith(0);

        ran.Output.ShouldStartWith("accepted");
        ran.Output.ShouldContain("seal.covers-body");
        ran.Output.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task A_bare_SOAP_body_is_explained_although_its_document_is_missing()
    {
        var envelope = TestSeal.Read(seal.Filing().Wire).Package.Root.Content.ToArray();

        var recognised = (await InspectAsync(Write(envelope))).ShouldEndWith(1).Json;
        var stated = (await InspectAsync(Write(envelope), "--content-type", "application/soap+xml")).ShouldEndWith(1).Json;

        foreach (var document in new[] { recognised, stated })
        {
            ShouldBeDocument(document);
            document.GetProperty("message").GetProperty("kind").GetString().ShouldNotBeNullOrEmpty();
            document.GetProperty("seal").GetProperty("signatureValid").GetBoolean().ShouldBeFalse(); // the part it seals is not there
        }
    }

    [Fact]
    public async Task A_tampered_message_shows_the_stated_and_the_computed_digest()
    {
        var filing = seal.Filing().Wire;
        var body = filing.Body.ToArray();
        body[body.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x1f, 0x8b]) + 12] ^= 1;

        var ran = await InspectAsync(Write(Capture.Write(filing with { Body = body })));

        var document = ran.ShouldEndWith(1).Json;
        ShouldBeDocument(document);
        document
            .GetProperty("answer")
            .ShouldHave("kind:text", "code:text", "text:text")
            .GetProperty("code")
            .GetString()
            .ShouldBe("EBMS:0101");
        var broken = document
            .GetProperty("seal")
            .GetProperty("references")
            .EnumerateArray()
            .Where(reference => !reference.GetProperty("ok").GetBoolean())
            .ShouldHaveSingleItem();
        broken.GetProperty("uri").GetString()!.ShouldStartWith("cid:");
        (broken.GetProperty("stated").GetString() == broken.GetProperty("computed").GetString()).ShouldBeFalse();
        (await Ics2Process.RunAsync("inspect", Write(Capture.Write(filing with { Body = body }))))
            .ShouldEndWith(1)
            .Output.ShouldContain(broken.GetProperty("computed").GetString()!);
    }

    [Theory]
    [InlineData("X509v3")]
    [InlineData("PKCS7")]
    [InlineData("IssuerSerial")]
    [InlineData("X509SubjectKeyIdentifier")]
    public async Task Every_form_of_token_is_verified_and_all_but_the_path_are_refused_with_EBMS_0103(string form)
    {
        var message = HandSeal.Anew(seal.Filing().Wire, seal.Leaf, security => Tokens[form](security, seal.Leaf, seal.Root));
        var certificates = serve.Beside($"{Guid.NewGuid():N}.pem");
        await File.WriteAllTextAsync(certificates, seal.Leaf.ExportCertificatePem(), TestContext.Current.CancellationToken);

        var document = (await InspectAsync(Write(Capture.Write(message)), "--certificates", certificates)).ShouldEndWith(1).Json;

        ShouldBeDocument(document);
        ShouldBeRightButAgainstPolicy(document);
        document.GetProperty("seal").GetProperty("tokenType").GetString()!.ShouldEndWith(form);
        document.GetProperty("seal").GetProperty("subject").GetString().ShouldBe(seal.Leaf.Subject);
    }

    [Theory]
    [InlineData(Algorithms.RsaSha384)]
    [InlineData(Algorithms.RsaSha512)]
    public async Task RSA_with_other_hashes_is_verified_and_refused_with_EBMS_0103(string method)
    {
        var message = HandSeal.Anew(seal.Filing().Wire, seal.Leaf, _ => { }, method);

        var document = (await InspectAsync(Write(Capture.Write(message)))).ShouldEndWith(1).Json;

        ShouldBeRightButAgainstPolicy(document);
        document.GetProperty("seal").GetProperty("signatureAlgorithm").GetString().ShouldBe(method);
    }

    [Fact]
    public async Task The_same_hand_with_the_token_and_the_algorithm_of_the_profile_is_accepted()
    {
        var message = HandSeal.Anew(seal.Filing().Wire, seal.Leaf, _ => { });

        (await InspectAsync(Write(Capture.Write(message))))
            .ShouldEndWith(0)
            .Json.GetProperty("seal")
            .GetProperty("signatureValid")
            .GetBoolean()
            .ShouldBeTrue();
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("garbage", 3)]
    [InlineData("\u0000\u0001\u0002\u001b[31m", 3)]
    [InlineData("<html><body>503</body></html>", 1)]
    [InlineData("<not xml", 1)]
    [InlineData("--boundary\r\nno end", 1)]
    [InlineData("Content-Type: text/html\r\n\r\n<html>\u001b[31m</html>", 1)]
    [InlineData("Content-Type: multipart/related\r\n\r\nbody", 1)]
    public async Task Garbage_gets_a_clear_word_and_no_stack_trace(string content, int exitCode)
    {
        var file = Write(Encoding.UTF8.GetBytes(content));

        var text = (await Ics2Process.RunAsync("inspect", file)).ShouldEndWith(exitCode);

        (text.Output + text.Errors).ShouldNotContain("   at ");
        (text.Output + text.Errors).ShouldNotContain("should not happen");
        (text.Output + text.Errors).ShouldNotContain('\u001b');
        (exitCode == 1 ? text.Output : text.Errors).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Several_captures_are_explained_one_by_one_and_one_that_is_none_stops_no_other()
    {
        var folder = Directory.CreateDirectory(serve.Beside(Guid.NewGuid().ToString("N"))).FullName;
        File.Copy(Repository.PathOf("fixtures", "captures", "M07-conv-empty.as4"), Path.Combine(folder, "1.as4"));
        await File.WriteAllTextAsync(Path.Combine(folder, "2.as4"), "garbage", TestContext.Current.CancellationToken);
        var refused = Repository.PathOf("fixtures", "captures", "M22-soap11.as4");

        var document = (await InspectAsync(folder, refused, "no-such-file")).ShouldEndWith(3).Json;

        var captures = document.GetProperty("captures").EnumerateArray().ToList();
        captures.Count.ShouldBe(4);
        captures[0].GetProperty("inspection").GetProperty("verdict").GetString().ShouldBe("accepted");
        captures[1].GetProperty("error").GetProperty("text").GetString()!.ShouldContain("neither with HTTP headers");
        captures[2].GetProperty("inspection").GetProperty("answer").GetProperty("code").GetString().ShouldBe("EBMS:0009");
        captures[3].GetProperty("error").GetProperty("text").GetString()!.ShouldContain("no file or folder");
        var text = (await Ics2Process.RunAsync("inspect", folder, refused)).ShouldEndWith(3).Output;
        text.ShouldContain("not a captured message");
        text.ShouldContain("SOAP 1.1");
    }

    [Fact]
    public async Task An_empty_folder_is_called_a_folder()
    {
        var folder = Directory.CreateDirectory(serve.Beside(Guid.NewGuid().ToString("N"))).FullName;

        var error = (await InspectAsync(folder)).ShouldEndWith(3).Json.GetProperty("error").GetProperty("text").GetString()!;

        error.ShouldContain("is a folder");
    }

    [Fact]
    public async Task A_message_id_with_the_data_folder_finds_request_and_response_and_the_simulator_is_asked_about_the_seal()
    {
        var sent = (await Ics2Process.RunAsync("send", await serve.SampleAsync(), "--trader", serve.Trader, "--json"))
            .ShouldEndWith(0)
            .Json;
        var id = sent.GetProperty("messageId").GetString()!;

        var document = (await InspectAsync(id, "--data", serve.Data, "--management", serve.Management)).ShouldEndWith(0).Json;

        var captures = document.GetProperty("captures").EnumerateArray().ToList();
        captures.Select(capture => Path.GetFileName(capture.GetProperty("file").GetString())).ShouldBe(["request.as4", "response.as4"]);
        var checks = captures[0].GetProperty("inspection").GetProperty("checks").EnumerateArray().ToList();
        checks
            .Where(check => check.GetProperty("id").GetString() is "seal.chain" or "sender.authorised")
            .Select(check => check.GetProperty("verdict").GetString())
            .ShouldBe(["passed", "passed"]);
    }

    [Fact]
    public async Task Without_a_list_that_can_be_loaded_no_certificate_is_judged()
    {
        var folder = Directory.CreateDirectory(serve.Beside(Guid.NewGuid().ToString("N"))).FullName;
        var capture = Repository.PathOf("fixtures", "captures", "M07-conv-empty.as4");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "lotl-signers.pem"),
            seal.Root.ExportCertificatePem(),
            TestContext.Current.CancellationToken
        );

        var ran = (await InspectAsync(capture, "--trusted-lists", folder)).ShouldEndWith(3);

        ran.Json.GetProperty("error").GetProperty("text").GetString()!.ShouldContain("eu-lotl.xml");
        ran.Errors.ShouldNotContain("should not happen");
    }

    [Fact]
    public async Task Standard_input_is_read_as_a_capture()
    {
        await using var running = Ics2Process.Start("inspect", "-", "--json");
        await running.WriteAsync(
            await File.ReadAllBytesAsync(
                Repository.PathOf("fixtures", "captures", "M07-conv-empty.as4"),
                TestContext.Current.CancellationToken
            )
        );

        (await running.EndAsync()).ShouldEndWith(0).Json.GetProperty("verdict").GetString().ShouldBe("accepted");
    }

    [Fact]
    public async Task A_certificate_that_is_only_named_is_asked_for_and_nothing_is_called_broken()
    {
        var message = HandSeal.Anew(
            seal.Filing().Wire,
            seal.Leaf,
            security => Tokens["X509SubjectKeyIdentifier"](security, seal.Leaf, seal.Root)
        );
        var ski = seal.Leaf.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifier;

        var document = (await InspectAsync(Write(Capture.Write(message)))).ShouldEndWith(1).Json;

        var shown = document.GetProperty("seal");
        shown.TryGetProperty("signatureValid", out _).ShouldBeFalse();
        shown.GetProperty("notChecked").GetString()!.ShouldContain(ski!);
        shown.GetProperty("wanted").GetString()!.ShouldContain(ski!);
        var value = document.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("id").GetString() == "seal.value");
        value.GetProperty("verdict").GetString().ShouldBe("inconclusive");
        value.GetProperty("remedy").GetString()!.ShouldContain("--certificates");
    }

    [Fact]
    public async Task An_error_is_shown_error_by_error_although_it_is_not_sealed()
    {
        var file = Write(
            await File.ReadAllBytesAsync(
                Repository.PathOf("fixtures", "captures", "wire", "two-errors.xml"),
                TestContext.Current.CancellationToken
            )
        );

        var document = (await InspectAsync(file)).ShouldEndWith(0).Json;

        document.GetProperty("answer").GetProperty("kind").GetString().ShouldBe("none");
        document
            .GetProperty("errors")
            .EnumerateArray()
            .Select(error =>
                (error.GetProperty("code").GetString(), error.GetProperty("detail").GetString(), error.GetProperty("category").GetString())
            )
            .ShouldBe([("EBMS:0003", "first", "Content"), ("EBMS:0001", "second", "Content")]);
    }

    private static Dictionary<string, Action<XElement, X509Certificate2, X509Certificate2>> Tokens { get; } =
        new(StringComparer.Ordinal)
        {
            ["X509v3"] = (security, leaf, _) => Token(security, "X509v3", leaf.RawData),
            ["PKCS7"] = (security, leaf, root) => Token(security, "PKCS7", Bag(leaf, root)),
            ["IssuerSerial"] = (security, leaf, _) =>
                Name(
                    security,
                    new XElement(
                        Ds + "X509Data",
                        new XElement(
                            Ds + "X509IssuerSerial",
                            new XElement(Ds + "X509IssuerName", leaf.Issuer),
                            new XElement(
                                Ds + "X509SerialNumber",
                                new BigInteger(leaf.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true).ToString(
                                    CultureInfo.InvariantCulture
                                )
                            )
                        )
                    )
                ),
            ["X509SubjectKeyIdentifier"] = (security, leaf, _) =>
                Name(
                    security,
                    new XElement(
                        Wsse + "KeyIdentifier",
                        new XAttribute("ValueType", TokenProfile + "X509SubjectKeyIdentifier"),
                        new XAttribute("EncodingType", Algorithms.Base64Encoding),
                        Convert.ToBase64String(
                            leaf.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.Span
                        )
                    )
                ),
        };

    private static void Token(XElement security, string type, byte[] content)
    {
        var token = security.Element(Wsse + "BinarySecurityToken")!;
        token.SetAttributeValue("ValueType", TokenProfile + type);
        token.Value = Convert.ToBase64String(content);
        security.Descendants(Wsse + "Reference").Single().SetAttributeValue("ValueType", TokenProfile + type);
    }

    // A token that is only named does not travel: the header holds no BinarySecurityToken.
    private static void Name(XElement security, XElement name)
    {
        security.Element(Wsse + "BinarySecurityToken")!.Remove();
        security.Descendants(Wsse + "SecurityTokenReference").Single().ReplaceNodes(name);
    }

    // A PKCS#7 bag of certificates is SignedData without content and signers (RFC 2315 9.1).
    private static byte[] Bag(params X509Certificate2[] certificates)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                using (writer.PushSetOf())
                {
                    // No digest algorithms.
                }

                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier("1.2.840.113549.1.7.1");
                }

                using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0)))
                {
                    certificates.ToList().ForEach(certificate => writer.WriteEncodedValue(certificate.RawData));
                }

                using (writer.PushSetOf())
                {
                    // No signers.
                }
            }
        }

        return writer.Encode();
    }

    private static void ShouldBeRightButAgainstPolicy(JsonElement document)
    {
        document.GetProperty("seal").GetProperty("signatureValid").GetBoolean().ShouldBeTrue(document.ToString());
        document.GetProperty("verdict").GetString().ShouldBe("refused");
        document.GetProperty("answer").GetProperty("code").GetString().ShouldBe("EBMS:0103");
    }

    private static void ShouldBeDocument(JsonElement document)
    {
        document.ShouldHave("verdict:text", "answer:object", "message:object", "seal:object", "parts:list", "checks:list");
        document.GetProperty("answer").ShouldHave("kind:text", "code?:text", "text?:text");
        document
            .GetProperty("seal")
            .ShouldHave(
                "tokenType:text",
                "signatureAlgorithm:text",
                "signatureValid:boolean",
                "subject?:text",
                "issuer?:text",
                "references:list"
            );
        foreach (var reference in document.GetProperty("seal").GetProperty("references").EnumerateArray())
        {
            reference.ShouldHave("uri:text", "digestAlgorithm:text", "stated:text", "computed?:text", "ok:boolean");
        }

        foreach (var check in document.GetProperty("checks").EnumerateArray())
        {
            check.ShouldHave("id:text", "verdict:text", "expected?:text", "actual?:text", "text:text", "source:text");
        }
    }

    private static Task<Ran> InspectAsync(string file, params string[] more) => Ics2Process.RunAsync(["inspect", file, "--json", .. more]);

    private string Write(byte[] content)
    {
        var file = serve.Beside($"{Guid.NewGuid():N}.as4");
        File.WriteAllBytes(file, content);
        return file;
    }
}
