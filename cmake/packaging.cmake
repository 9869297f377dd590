# What a plant installs, and the .deb of it. tools/build_package calls CPack when programs, console and SBOM are built.
set(CMAKE_INSTALL_PREFIX /usr)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON) # what is packed has been built; tests and benches need not be

install(TARGETS davyd davy RUNTIME DESTINATION bin)
install(PROGRAMS packaging/davy-broker DESTINATION sbin)
install(DIRECTORY web/dist/ DESTINATION share/davy/web)
install(DIRECTORY packs schema DESTINATION share/davy PATTERN "sql" EXCLUDE PATTERN "stories" EXCLUDE)
install(FILES packaging/mosquitto/davy.conf DESTINATION share/davy/mosquitto)
install(FILES api/openapi.yaml packaging/debian/copyright README.md README.zh-CN.md DESTINATION share/doc/davy)
install(DIRECTORY docs/formats docs/guide docs/decisions DESTINATION share/doc/davy)
install(FILES docs/map.md docs/reliability.md docs/security.md DESTINATION share/doc/davy) # the pages above lead to them
install(DIRECTORY sites/demo DESTINATION share/doc/davy/examples)
install(FILES packaging/davyd.service packaging/davy-broker-reload.path packaging/davy-broker-reload.service DESTINATION /lib/systemd/system)
install(FILES packaging/davyd.default DESTINATION /etc/default RENAME davyd)
install(DIRECTORY packaging/site DESTINATION /etc/davy)

# tools/build_package writes these: pages, the changes, and what is within.
set(DAVY_PACKED ${CMAKE_BINARY_DIR}/packed)
install(FILES ${DAVY_PACKED}/davyd.8.gz ${DAVY_PACKED}/davy-broker.8.gz DESTINATION share/man/man8)
install(FILES ${DAVY_PACKED}/davy.1.gz DESTINATION share/man/man1)
install(FILES ${DAVY_PACKED}/changelog.gz ${DAVY_PACKED}/sbom.spdx.json DESTINATION share/doc/davy)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME davy)
set(CPACK_PACKAGE_VENDOR Davy)
set(CPACK_PACKAGE_CONTACT "Davy maintainers <maintainers@davy.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "intelligent work safety for plants")
set(CPACK_PACKAGE_DESCRIPTION "Davy watches a plant, acts on it, and follows what it saw until someone
has proved it closed: alarms, interlocks with read-back, work orders,
permits for special work, training, emergencies. One daemon with an
embedded store, a console for browsers and phones, in Chinese and English.")
set(CPACK_SET_DESTDIR ON) # some files stand outside of /usr
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, init-system-helpers (>= 1.60)")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "mosquitto, fonts-noto-cjk")
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${CMAKE_SOURCE_DIR}/packaging/debian/postinst ${CMAKE_SOURCE_DIR}/packaging/debian/prerm
  ${CMAKE_SOURCE_DIR}/packaging/debian/postrm ${CMAKE_SOURCE_DIR}/packaging/debian/conffiles)
include(CPack)
